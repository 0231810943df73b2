import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { getTranslations } from '@/lib/platform/i18n.ts';
import styles from './message.module.css';

export default async function NotFound() {
  const t = await getTranslations('common');
  return (
    <main id="content" className={styles.page}>
      <h1>{t('notFound.title')}</h1>
      <EmptyState title={t('notFound.text')}>
        <p>{t('notFound.next')}</p>
        <Link href="/">{t('allInvestigations')}</Link>
      </EmptyState>
    </main>
  );
}
