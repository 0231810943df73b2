import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { EntityPage } from '@/components/entities/entity-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getEntity, listMentions } from '@/lib/entities/queries.ts';

interface Props {
  readonly params: Promise<{ entityId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await askForPage(getEntity, await params)).name };
}

export default async function Page({ params }: Props) {
  const { entityId } = await params;
  const [entity, mentions] = await Promise.all([
    askForPage(getEntity, { entityId }),
    askForPage(listMentions, { entityId, limit: 20 }),
  ]);
  // It was merged: the old address leads to the one that stays. Not for good: a merge can be taken back.
  if (entity.id !== entityId.toLowerCase()) redirect(`/entities/${entity.id}`);
  return <EntityPage key={entity.id} initial={entity} mentions={mentions} />;
}
