import { AgreementPage } from '@/components/claims/agreement-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { agreement } from '@/lib/claims/agreement.queries.ts';

export default async function Agreement({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  return <AgreementPage data={await askForPage(agreement, await params)} />;
}
