'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import styles from './read.module.css';

/** From a sealed source to its read before publication (CLM-16). */
export function ReadLink({ sourceId }: { readonly sourceId: string }) {
  const t = useTranslations('claims.read');
  return (
    <Link href={`/sources/${sourceId}/read`} className={styles.link} prefetch={false}>
      {t('title')}
    </Link>
  );
}
