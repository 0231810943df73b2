import Link from 'next/link';
import styles from '@/components/entities/entities.module.css';
import { EntityList } from '@/components/entities/entity-list.tsx';
import { ExchangeLinks } from '@/components/entities/merged-into.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listEntities } from '@/lib/entities/find.queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('entities');
  return { title: t('entities') };
}

export default async function EntitiesPage() {
  const [t, common, initial] = await Promise.all([
    getTranslations('entities'),
    getTranslations('common'),
    askForPage(listEntities, { limit: 100 }),
  ]);
  return (
    <>
      <TopBar crumbs={[{ label: common('investigations'), href: '/' }, { label: t('entities') }]} />
      <main id="content" className={styles.page}>
        <h1 className={styles.title}>{t('entities')}</h1>
        <p className={styles.muted}>
          <Link href="/entities/network">{t('network')}</Link> ·{' '}
          <Link href="/entities/duplicates">{t('duplicates.link')}</Link>
        </p>
        <EntityList initial={initial} />
        <ExchangeLinks />
      </main>
    </>
  );
}
