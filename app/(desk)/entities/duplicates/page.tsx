import type { Metadata } from 'next';
import { Duplicates } from '@/components/entities/duplicates.tsx';
import styles from '@/components/entities/entities.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listDuplicates } from '@/lib/entities/duplicates.queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('entities');
  return { title: t('duplicates.title') };
}

export default async function DuplicatesPage() {
  const [t, initial] = await Promise.all([getTranslations('entities'), askForPage(listDuplicates, { limit: 100 })]);
  return (
    <>
      <TopBar crumbs={[{ label: t('entities'), href: '/entities' }, { label: t('duplicates.title') }]} />
      <main id="content" className={styles.page}>
        <h1 className={styles.title}>{t('duplicates.title')}</h1>
        <p className={styles.muted}>{t('duplicates.lead')}</p>
        <Duplicates initial={initial} />
      </main>
    </>
  );
}
