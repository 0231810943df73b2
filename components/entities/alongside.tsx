'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { alongsideView } from '@/lib/entities/schema.ts';
import styles from './entities.module.css';

/** Who is named in the same paragraphs; the number leads to one of them. */
export function Alongside({ entityId }: { readonly entityId: string }) {
  const t = useTranslations('entities.alongside');
  const { data } = useApi(`/entities/${entityId}/alongside`, alongsideView);
  if (!data) return null;
  if (data.items.length === 0) return <p className={styles.muted}>{t('none')}</p>;
  return (
    <ul className={styles.names}>
      {data.items.map(({ id, name, paragraphs, sourceId, annotationId }) => (
        <li key={id}>
          <Link href={`/entities/${id}`}>{name}</Link>
          <small>
            <Link href={`/sources/${sourceId}#m=${annotationId}`}>{t('paragraphs', { count: paragraphs })}</Link>
          </small>
        </li>
      ))}
    </ul>
  );
}
