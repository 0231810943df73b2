'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import styles from '../rail.module.css';
import { useReader } from '../room/room-context.ts';

/** Wire copy and other sources that say nearly the same: linked, never merged (SRC-7). */
export function SamePanel() {
  const { source } = useReader();
  const t = useTranslations('reader.rail');
  if (source.links.length === 0) return null;
  return (
    <section aria-labelledby="rail-same">
      <h2 id="rail-same">{t('same')}</h2>
      <ul>
        {source.links.map(({ id, title, outlet, overlap }) => (
          <li key={id}>
            <Link href={`/sources/${id}`} className={styles.stacked}>
              <span>{outlet ? `${outlet}: ${title}` : title}</span>
              <small>{t('sameShare', { share: overlap })}</small>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
