'use client';

import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { noticePage } from '@/lib/moderation/schema.ts';
import styles from './admin.module.css';

/** A warning, or word of a look into one's confidential case: nothing else goes on until it is read. */
export function NoticeGate() {
  const t = useTranslations('moderation.notice');
  const { data, refetch } = useApi('/me/notices', noticePage);
  const ref = useRef<HTMLDialogElement>(null);
  const notice = data?.items[0];
  useEffect(() => {
    if (notice && ref.current && !ref.current.open) ref.current.showModal();
  }, [notice]);
  if (!notice) return null;
  return (
    <dialog ref={ref} className={styles.notice} aria-labelledby="notice" onCancel={(event) => event.preventDefault()}>
      <h2 id="notice">{t(`${notice.kind}.title`)}</h2>
      <p>{t(`${notice.kind}.from`, { name: notice.from })}</p>
      <blockquote>{notice.text}</blockquote>
      <Button
        variant="primary"
        onClick={() => void sendCommand('notice.read', { noticeId: notice.id }).then(() => refetch())}
      >
        {t('read')}
      </Button>
    </dialog>
  );
}
