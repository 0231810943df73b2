import { Outcomes } from '@/components/claims/desk/outcomes.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { myOutcomes } from '@/lib/claims/desk/outcome.queries.ts';

export default async function OutcomesPage() {
  return <Outcomes data={await askForPage(myOutcomes, {})} />;
}
