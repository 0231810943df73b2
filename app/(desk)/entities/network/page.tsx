import type { Metadata } from 'next';
import styles from '@/components/entities/entities.module.css';
import { NetworkScreen } from '@/components/network/network-screen.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getMemory } from '@/lib/network/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('network'))('ofAll') };
}

export default async function MemoryPage() {
  const [t, entities, initial] = await Promise.all([
    getTranslations('network'),
    getTranslations('entities'),
    askForPage(getMemory, {}),
  ]);
  return (
    <>
      <TopBar crumbs={[{ label: entities('entities'), href: '/entities' }, { label: t('ofAll') }]} />
      <main id="content" className={styles.page}>
        <h1 className={styles.title}>{t('ofAll')}</h1>
        <p className={styles.muted}>{t('lead')}</p>
        <NetworkScreen scope={{}} title={t('ofAll')} initial={initial} />
      </main>
    </>
  );
}
