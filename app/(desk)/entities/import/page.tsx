import type { Metadata } from 'next';
import { z } from 'zod';
import styles from '@/components/entities/entities.module.css';
import { ImportScreen } from '@/components/entities/import/import-screen.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listInvestigations } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('entities.import');
  return { title: t('title') };
}

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ImportPage({ searchParams }: Props) {
  const [t, entities, { items }, search] = await Promise.all([
    getTranslations('entities.import'),
    getTranslations('entities'),
    askForPage(listInvestigations, { limit: 200 }),
    searchParams,
  ]);
  const given = z.uuid().safeParse(search.case);
  return (
    <>
      <TopBar crumbs={[{ label: entities('entities'), href: '/entities' }, { label: t('title') }]} />
      <main id="content" className={styles.page}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.muted}>{t('lead')}</p>
        <ImportScreen cases={items.map(({ id, title }) => ({ id, title }))} caseId={given.data ?? ''} />
      </main>
    </>
  );
}
