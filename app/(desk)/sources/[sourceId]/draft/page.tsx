import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { DraftRoom } from '@/components/sources/draft-room.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { getSource } from '@/lib/sources/queries.ts';

interface Props {
  readonly params: Promise<{ sourceId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await askForPage(getSource, await params);
  const t = await getTranslations('desk');
  return { title: t('draftTitle', { title }) };
}

export default async function Draft({ params }: Props) {
  const source = await askForPage(getSource, await params);
  if (source.state === 'sealed') redirect(`/sources/${source.id}`);
  const investigation = await askForPage(getInvestigation, { investigationId: source.investigationId });
  return <DraftRoom investigation={investigation} initial={source} />;
}
