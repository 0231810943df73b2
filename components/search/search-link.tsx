'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import styles from './search.module.css';

/** The way to the search over everything one may read. */
export function SearchLink() {
  const t = useTranslations('search');
  return (
    <Link href="/search" className={styles.link}>
      {t('title')}
    </Link>
  );
}
