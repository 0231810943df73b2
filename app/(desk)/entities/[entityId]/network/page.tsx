import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import styles from '@/components/entities/entities.module.css';
import { NetworkScreen } from '@/components/network/network-screen.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { getEntity } from '@/lib/entities/queries.ts';
import { getMemory } from '@/lib/network/queries.ts';
import { getTranslations } from '@/lib/platform/i18n.ts';

interface Props {
  readonly params: Promise<{ entityId: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [t, { name }] = await Promise.all([getTranslations('network'), askForPage(getEntity, await params)]);
  return { title: t('ofEntity', { name }) };
}

export default async function EntityNetworkPage({ params }: Props) {
  const { entityId } = await params;
  const [t, entities, entity, initial] = await Promise.all([
    getTranslations('network'),
    getTranslations('entities'),
    askForPage(getEntity, { entityId }),
    askForPage(getMemory, { entityId }),
  ]);
  // It was merged: the old address leads to the one that stays.
  if (entity.id !== entityId.toLowerCase()) redirect(`/entities/${entity.id}/network`);
  const title = t('ofEntity', { name: entity.name });
  return (
    <>
      <TopBar
        crumbs={[
          { label: entities('entities'), href: '/entities' },
          { label: entity.name, href: `/entities/${entity.id}` },
          { label: t('title') },
        ]}
      />
      <main id="content" className={styles.page}>
        <h1 className={styles.title}>{title}</h1>
        <NetworkScreen key={entity.id} scope={{ entityId: entity.id }} title={title} initial={initial} />
      </main>
    </>
  );
}
