'use client';

import { useTranslations } from 'use-intl';
import { panels } from './plugins.tsx';
import styles from './reader.module.css';

/** Sources of the case, what is in this one, and what to show of it. */
export function Rail() {
  const t = useTranslations('reader.rail');
  return (
    <nav className={styles.rail} aria-label={t('label')}>
      {panels.map((Panel, index) => (
        <Panel key={index} />
      ))}
    </nav>
  );
}
