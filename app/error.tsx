'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import styles from './message.module.css';

export default function Broken({ reset }: { readonly reset: () => void }) {
  const t = useTranslations('common.broken');
  return (
    <main id="content" className={styles.page}>
      <h1>{t('title')}</h1>
      <EmptyState title={t('text')}>
        <Button variant="primary" onClick={reset}>
          {t('again')}
        </Button>
      </EmptyState>
    </main>
  );
}
