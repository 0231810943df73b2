import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { NewVersionForm } from '@/components/versions/new-version-form.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getInvestigation } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { getSource } from '@/lib/sources/queries.ts';

interface Props {
  readonly params: Promise<{ sourceId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('versions'))('correct') };
}

export default async function NewVersion({ params }: Props) {
  const { sourceId } = await params;
  const source = await askForPage(getSource, { sourceId });
  const latest = source.versions.at(-1)?.number;
  if (latest === undefined) redirect(`/sources/${sourceId}/draft`);
  const investigation = await askForPage(getInvestigation, { investigationId: source.investigationId });
  if (!mayInCase(investigation.role, 'version.add')) redirect(`/sources/${sourceId}`);
  const t = await getTranslations('versions');
  return (
    <>
      <TopBar
        crumbs={[
          { label: investigation.title, href: `/investigations/${investigation.id}` },
          { label: source.title, href: `/sources/${sourceId}` },
          { label: t('correct') },
        ]}
      />
      <main id="content">
        <NewVersionForm source={source} latest={latest} />
      </main>
    </>
  );
}
