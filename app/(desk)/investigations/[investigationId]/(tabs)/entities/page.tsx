import { EntityList } from '@/components/entities/entity-list.tsx';
import { ExchangeLinks } from '@/components/entities/merged-into.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listEntities } from '@/lib/entities/find.queries.ts';

export default async function CaseEntitiesPage({ params }: { readonly params: Promise<{ investigationId: string }> }) {
  const { investigationId } = await params;
  const initial = await askForPage(listEntities, { investigationId, scope: 'case', limit: 100 });
  return (
    <>
      <EntityList investigationId={investigationId} initial={initial} />
      <ExchangeLinks investigationId={investigationId} />
    </>
  );
}
