'use client';

import { useTranslations } from 'use-intl';
import { SupportLine } from '@/components/entities/support.tsx';
import { supports } from '@/lib/entities/rules.ts';
import styles from './network.module.css';

/** What the lines mean. */
export function Legend() {
  const t = useTranslations('entities.support');
  return (
    <ul className={styles.legend}>
      {supports.map((support) => (
        <li key={support}>
          <SupportLine support={support} />
          {t(support)}
        </li>
      ))}
    </ul>
  );
}
