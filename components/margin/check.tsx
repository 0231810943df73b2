'use client';

import { useTranslations } from 'use-intl';
import styles from './margin.module.css';
import type { Person } from './mention.rules.ts';

/** The one reaction there is: "read, agreed". A button where one may, who did it always. */
export function Check({
  by,
  meId,
  may,
  onCheck,
}: {
  readonly by: readonly Person[];
  readonly meId: string;
  readonly may: boolean;
  readonly onCheck: (acknowledged: boolean) => void;
}) {
  const t = useTranslations('margin.check');
  const mine = by.some(({ id }) => id === meId);
  const names = by.map(({ name }) => name).join(', ');
  if (!may) return by.length > 0 ? <span className={styles.checked}>✓ {names}</span> : null;
  return (
    <button
      type="button"
      className={styles.check}
      aria-pressed={mine}
      title={by.length > 0 ? t('by', { names }) : t('put')}
      onClick={() => onCheck(!mine)}
    >
      <span aria-hidden="true">✓</span>
      <span className="visually-hidden">{t('put')}</span>
      {by.length > 0 ? (
        <span>{by.length > 2 ? by.length : by.map(({ name }) => name.split(' ')[0]).join(', ')}</span>
      ) : null}
    </button>
  );
}
