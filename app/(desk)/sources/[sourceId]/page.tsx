import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { parseFilter } from '@/components/reader/filter.rules.ts';
import { ReadingRoom } from '@/components/reader/reading-room.tsx';
import { roomMarks } from '@/lib/annotations/room.queries.ts';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getSource, getVersion, listSources } from '@/lib/sources/queries.ts';
import { getPosition } from '@/lib/sources/reading.ts';

/** The marks that come with the page: those nearest to where one reads. The others follow (ANN-9). */
const FIRST_MARKS = 200;

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
  const [source, { position }] = await Promise.all([
    askForPage(getSource, { sourceId }),
    askForPage(getPosition, { sourceId }),
  ]);
  const latest = source.versions.at(-1);
  if (!latest) redirect(`/sources/${sourceId}/draft`);
  const { investigationId } = source;
  const number = v ?? latest.number;
  const near = position?.version === Number(number) ? position.offset : 0;
  const [version, investigation, initial, sources] = await Promise.all([
    askForPage(getVersion, { sourceId, number }),
    askForPage(getInvestigation, { investigationId }),
    askForPage(roomMarks, { sourceId, version: number, near, limit: FIRST_MARKS }),
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
      readTo={near}
      sources={sources}
      initialFilter={parseFilter(asked)}
    />
  );
}
