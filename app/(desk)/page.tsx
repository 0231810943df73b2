import { InvestigationList } from '@/components/desk/investigation-list.tsx';
import styles from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listInvestigations } from '@/lib/investigations/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

export async function generateMetadata() {
  const t = await getTranslations('desk.list');
  return { title: t('title') };
}

export default async function Desk() {
  const t = await getTranslations('desk.list');
  const initial = await askForPage(listInvestigations, { limit: 200 });
  return (
    <>
      <TopBar crumbs={[{ label: t('title') }]} />
      <main id="content" className={styles.page}>
        <InvestigationList initial={initial} />
      </main>
    </>
  );
}
