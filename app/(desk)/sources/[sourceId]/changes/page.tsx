import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { ChangesPage } from '@/components/versions/changes-page.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { getSource } from '@/lib/sources/queries.ts';
import { getReport } from '@/lib/versions/queries.ts';

interface Props {
  readonly params: Promise<{ sourceId: string }>;
  readonly searchParams: Promise<{ v?: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title } = await askForPage(getSource, await params);
  const t = await getTranslations('versions');
  return { title: `${t('changes')}: ${title}` };
}

export default async function Changes({ params, searchParams }: Props) {
  const { sourceId } = await params;
  const { v } = await searchParams;
  const source = await askForPage(getSource, { sourceId });
  const latest = source.versions.at(-1)?.number ?? 0;
  const number = v ?? String(latest);
  if (latest === 0) redirect(`/sources/${sourceId}/draft`);
  const [initial, investigation] = await Promise.all([
    askForPage(getReport, { sourceId, number }),
    askForPage(getInvestigation, { investigationId: source.investigationId }),
  ]);
  // The first version corrects nothing: there is something to tell only of marks that were made on the draft.
  if (initial.version.number === 1 && initial.report.items.length === 0) redirect(`/sources/${sourceId}`);
  const t = await getTranslations('versions');
  return (
    <>
      <TopBar
        crumbs={[
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: source.title, href: `/sources/${sourceId}` },
          { label: t('changes') },
        ]}
      />
      <ChangesPage
        key={number}
        source={source}
        initial={initial}
        maySettle={mayInCase(investigation.role, 'version.settle')}
      />
    </>
  );
}
