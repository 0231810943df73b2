import { MyDay } from '@/components/claims/desk/my-day.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { myDay } from '@/lib/claims/desk/day.queries.ts';

export default async function MyDayPage() {
  return <MyDay initial={await askForPage(myDay, {})} />;
}
