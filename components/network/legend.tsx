'use client';

import { useTranslations } from 'use-intl';
import { supports } from '@/lib/entities/rules.ts';
import styles from './network.module.css';

/** What the lines mean. */
export function Legend() {
  const t = useTranslations('entities.support');
  return (
    <ul className={styles.legend}>
      {supports.map((support) => (
        <li key={support}>
          <span className={styles.stroke} data-support={support} aria-hidden="true" />
          {t(support)}
        </li>
      ))}
    </ul>
  );
}
