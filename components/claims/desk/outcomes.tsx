'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { When } from '@/components/ui/when.tsx';
import type { OutcomesView } from '@/lib/claims/desk/outcome.schema.ts';
import { RatingChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';
import { Diff } from '../page/revisions.tsx';

type Outcome = OutcomesView['items'][number];

/** What became of my work (CLM-13): what others changed in it, side by side, with the reason. */
export function Outcomes({ data }: { readonly data: OutcomesView }) {
  const t = useTranslations('claims');
  return (
    <>
      <TopBar crumbs={[{ label: t('day.title'), href: '/my-day' }, { label: t('outcomes.title') }]} />
      <main id="content" className={styles.narrowPage}>
        <h1>{t('outcomes.title')}</h1>
        {data.items.length === 0 ? <EmptyState title={t('outcomes.empty')} /> : null}
        <ul className={styles.cards}>
          {data.items.map((item) => (
            <li key={item.id} className={styles.card}>
              <p>
                <b>{t(`outcomes.${item.kind}`, { name: item.actor.name })}</b>{' '}
                <small>
                  <When at={item.at} />
                </small>
              </p>
              {item.claim ? (
                <p>
                  <Link href={`/claims/${item.claim.id}`}>
                    {item.claim.number}. {item.claim.statement}
                  </Link>
                </p>
              ) : null}
              <Change item={item} />
              {item.reason ? <p>{t('outcomes.why', { reason: item.reason })}</p> : null}
            </li>
          ))}
        </ul>
      </main>
    </>
  );
}

function Change({ item }: { readonly item: Outcome }) {
  const t = useTranslations('claims.outcomes');
  const { before, after, kind } = item;
  if (before === null && after === null) return null;
  if (kind === 'confirmed' || kind === 'decided_otherwise')
    return (
      <p className={styles.facts}>
        {before ? (
          <span>
            {t('yours')}: <RatingChip rating={before} />
          </span>
        ) : null}
        {after ? (
          <span>
            {t('theirs')}: <RatingChip rating={after} />
          </span>
        ) : null}
      </p>
    );
  return <Diff before={before ?? ''} after={after ?? ''} />;
}
