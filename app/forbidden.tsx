import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';
import styles from './message.module.css';

export default async function Forbidden() {
  const t = await getTranslations('common');
  return (
    <main id="content" className={styles.page}>
      <h1>{t('forbidden.title')}</h1>
      <EmptyState title={t('forbidden.text')}>
        <p>{t('forbidden.next')}</p>
        <Link href="/">{t('allInvestigations')}</Link>
      </EmptyState>
    </main>
  );
}
