import { FoundNames } from '@/components/entities/found-names.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';

export default async function FoundNamesPage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const { role } = await askForPage(getInvestigation, { investigationId });
  return <FoundNames investigationId={investigationId} mayLink={mayInCase(role, 'annotation.create')} />;
}
