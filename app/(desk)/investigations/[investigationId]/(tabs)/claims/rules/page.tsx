import { CheckingRules } from '@/components/claims/desk/checking-rules.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';

export default async function Rules({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  return <CheckingRules investigation={await askForPage(getInvestigation, await params)} />;
}
