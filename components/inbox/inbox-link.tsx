'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import styles from './inbox.module.css';
import { useUnread } from './use-inbox.ts';

/** The way to one's inbox, with how much is unread. */
export function InboxLink() {
  const t = useTranslations('inbox');
  const unread = useUnread();
  return (
    <Link href="/inbox" className={styles.link}>
      {t('short')}{' '}
      {unread > 0 ? (
        <>
          <b className={styles.count}>{unread > 99 ? '99+' : unread}</b>{' '}
          <span className="visually-hidden">{t('unreadWord')}</span>
        </>
      ) : null}
    </Link>
  );
}
