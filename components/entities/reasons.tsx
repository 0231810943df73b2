import { useTranslations } from 'use-intl';
import type { DuplicateView } from '@/lib/entities/schema.ts';
import styles from './duplicates.module.css';

type Reason = DuplicateView['reasons'][number];

const against = new Set<Reason['kind']>(['differs', 'number_differs', 'father_differs']);
const doubtful = new Set<Reason['kind']>(['only_one_has', 'part_only']);

/** What speaks for and against two names, in words (ENT-4). */
export function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const t = useTranslations('entities');
  return (
    <ul className={styles.reasons}>
      {reasons.map(({ kind, a, b }) => (
        <li key={`${kind} ${a} ${b}`} data-speaks={against.has(kind) ? 'against' : doubtful.has(kind) ? 'open' : 'for'}>
          <span className="visually-hidden">
            {against.has(kind) ? t('reason.against') : doubtful.has(kind) ? t('reason.open') : t('reason.for')}:{' '}
          </span>
          {t(`reasons.${kind}`, { a: a || '–', b: b || '–', one: a || b })}
        </li>
      ))}
    </ul>
  );
}
