import type { Metadata } from 'next';
import styles from '@/components/entities/entities.module.css';
import { EntityList } from '@/components/entities/entity-list.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { listEntities } from '@/lib/entities/find.queries.ts';

export const metadata: Metadata = { title: 'Entities' };

export default async function EntitiesPage() {
  const initial = await askForPage(listEntities, { limit: 100 });
  return (
    <>
      <TopBar crumbs={[{ label: 'Investigations', href: '/' }, { label: 'Entities' }]} />
      <main id="content" className={styles.page}>
        <h1 className={styles.title}>Entities</h1>
        <EntityList initial={initial} />
      </main>
    </>
  );
}
