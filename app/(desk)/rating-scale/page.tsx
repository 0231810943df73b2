import { ScalePage } from '@/components/claims/scale/scale-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listRatings } from '@/lib/claims/desk/queries.ts';

export default async function RatingScale() {
  const { items } = await askForPage(listRatings, {});
  return <ScalePage initial={items} />;
}
