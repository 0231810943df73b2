import { SourceList } from '@/components/sources/source-list.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { atLeastCase } from '@/lib/platform/policy.rules.ts';
import { listSources } from '@/lib/sources/queries.ts';

export default async function SourcesPage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const [investigation, initial] = await Promise.all([
    askForPage(getInvestigation, { investigationId }),
    askForPage(listSources, { investigationId, limit: 200 }),
  ]);
  return (
    <SourceList
      investigationId={investigationId}
      initial={initial}
      mayAdd={investigation.role !== null && atLeastCase(investigation.role, 'annotator')}
    />
  );
}
