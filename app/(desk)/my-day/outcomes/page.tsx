import { Outcomes } from '@/components/claims/outcomes.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { myOutcomes } from '@/lib/claims/outcome.queries.ts';

export default async function OutcomesPage() {
  return <Outcomes data={await askForPage(myOutcomes, {})} />;
}
