import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { parseFilter } from '@/components/reader/filter.rules.ts';
import { ReadingRoom } from '@/components/reader/reading-room.tsx';
import { listAnnotations } from '@/lib/annotations/queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getSource, getVersion, listSources } from '@/lib/sources/queries.ts';

interface Props {
  readonly params: Promise<{ sourceId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await askForPage(getSource, await params)).title };
}

export default async function SourcePage({ params, searchParams }: Props) {
  const { sourceId } = await params;
  const asked = await searchParams;
  const v = typeof asked['v'] === 'string' ? asked['v'] : undefined;
  const source = await askForPage(getSource, { sourceId });
  const latest = source.versions.at(-1);
  if (!latest) redirect(`/sources/${sourceId}/draft`);
  const { investigationId } = source;
  const [version, investigation, initial, sources] = await Promise.all([
    askForPage(getVersion, { sourceId, number: v ?? latest.number }),
    askForPage(getInvestigation, { investigationId }),
    askForPage(listAnnotations, { sourceId, limit: 200 }),
    askForPage(listSources, { investigationId, limit: 200 }),
  ]);
  return (
    <ReadingRoom
      // Another version is another text: the room keeps nothing of the one before.
      key={`${sourceId}:${version.number}`}
      source={source}
      version={version}
      investigation={investigation}
      initial={initial}
      sources={sources}
      initialFilter={parseFilter(asked)}
    />
  );
}
