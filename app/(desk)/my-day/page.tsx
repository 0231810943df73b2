import { MyDay } from '@/components/claims/my-day.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { myDay } from '@/lib/claims/day.queries.ts';

export default async function MyDayPage() {
  return <MyDay initial={await askForPage(myDay, {})} />;
}
