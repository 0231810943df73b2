import { AgreementPage } from '@/components/claims/agreement/agreement-page.tsx';
import { SpanAgreement } from '@/components/claims/agreement/span-agreement.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { agreement } from '@/lib/claims/agreement/queries.ts';

export default async function Agreement({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  return (
    <>
      <AgreementPage data={await askForPage(agreement, { investigationId })} />
      <SpanAgreement investigationId={investigationId} />
    </>
  );
}
