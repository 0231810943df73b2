import { InvestigationList } from '@/components/desk/investigation-list.tsx';
import styles from '@/components/desk/desk.module.css';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listInvestigations } from '@/lib/investigations/queries.ts';

export const metadata = { title: 'Investigations' };

export default async function Desk() {
  const initial = await askForPage(listInvestigations, { limit: 200 });
  return (
    <>
      <TopBar crumbs={[{ label: 'Investigations' }]} />
      <main id="content" className={styles.page}>
        <InvestigationList initial={initial} />
      </main>
    </>
  );
}
