'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { When } from '@/components/ui/when.tsx';
import type { DayView } from '@/lib/claims/desk/schema.ts';
import { dayView } from '@/lib/claims/desk/schema.ts';
import { StateChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';

/** Everything that waits for me, across my cases, the most pressing first (CLM-9). */
export function MyDay({ initial }: { readonly initial: DayView }) {
  const t = useTranslations('claims');
  const { data = initial } = useApi('/my-day', dayView, { initialData: initial });
  return (
    <>
      <TopBar crumbs={[{ label: t('day.title') }]} />
      <main id="content" className={styles.narrowPage}>
        <h1>{t('day.title')}</h1>
        <p>
          <Link href="/my-day/outcomes">{t('day.outcomes')}</Link>
        </p>
        {data.groups.length === 0 ? (
          <EmptyState title={t('day.empty')}>
            <p>{t('day.emptyHint')}</p>
          </EmptyState>
        ) : null}
        {data.groups.map((group) => (
          <section key={group.key} aria-label={t(`day.${group.key}`)}>
            <h2>
              {t(`day.${group.key}`)} <small>{group.claims.length}</small>
            </h2>
            <ul className={styles.cards}>
              {group.claims.map((claim) => (
                <li key={claim.id} className={styles.card}>
                  <Link href={`/claims/${claim.id}`} className={styles.statement}>
                    {claim.statement}
                  </Link>
                  <p className={styles.source}>
                    <span>
                      <StateChip state={claim.state} /> {claim.investigation.title}, {claim.number}
                      {claim.priority === 'normal' ? '' : `, ${t(`priority.${claim.priority}`)}`}
                    </span>
                    <span>
                      {claim.dueAt ? t('desk.due', { date: claim.dueAt.slice(0, 10) }) : <When at={claim.since} />}
                    </span>
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </main>
    </>
  );
}
