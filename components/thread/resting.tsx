'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { RatingChip, StateChip } from '@/components/claims/claim-chips.tsx';
import { useApi } from '@/components/data/use-api.ts';
import type { RestingView } from '@/lib/thread/schema.ts';
import { restingView } from '@/lib/thread/schema.ts';
import styles from './thread.module.css';

/** All that rests on some words: asked for when it is opened. */
export function Resting({ annotationId }: { readonly annotationId: string }) {
  const t = useTranslations('thread');
  const [open, setOpen] = useState(false);
  const { data } = useApi(open ? `/annotations/${annotationId}/verdicts` : null, restingView);
  return (
    <details className={styles.resting} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('page.resting')}</summary>
      {data ? <RestingList claims={data.claims} /> : null}
      <p className={styles.quiet}>
        <Link href={`/words/${annotationId}`}>{t('resting.title')}</Link>
      </p>
    </details>
  );
}

export function RestingList({ claims }: Pick<RestingView, 'claims'>) {
  const t = useTranslations('thread.resting');
  const format = useFormatter();
  if (claims.length === 0) return <p>{t('none')}</p>;
  return (
    <ul className={styles.claims}>
      {claims.map((claim) => (
        <li key={claim.id}>
          <Link href={`/claims/${claim.id}`}>
            {claim.number}. {claim.statement}
          </Link>{' '}
          {claim.rating ? <RatingChip rating={claim.rating} thread={claim.id} /> : <StateChip state={claim.state} />}
          <small>
            {format.list(claim.uses.map((use) => t(`uses.${use}`)))}
            {claim.numbers.length > 0 ? `, ${t('number', { numbers: claim.numbers.join(', ') })}` : ''}
          </small>
        </li>
      ))}
    </ul>
  );
}
