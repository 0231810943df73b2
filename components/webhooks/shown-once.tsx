'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import styles from './webhooks.module.css';

export function ShownOnce({ secret, onKept }: { readonly secret: string; readonly onKept: () => void }) {
  const t = useTranslations('webhooks.secret');
  const toast = useToast();
  return (
    <div className={styles.secret}>
      <p>{t('once')}</p>
      <code>{secret}</code>
      <div className={styles.acts}>
        <Button onClick={() => void navigator.clipboard.writeText(secret).then(() => toast({ text: t('copied') }))}>
          {t('copy')}
        </Button>
        <Button variant="quiet" onClick={onKept}>
          {t('kept')}
        </Button>
      </div>
    </div>
  );
}
