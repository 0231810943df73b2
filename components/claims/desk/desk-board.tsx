'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar.tsx';
import type { ClaimState } from '@/lib/claims/rules.ts';
import { claimStates } from '@/lib/claims/rules.ts';
import type { ClaimSummary } from '@/lib/claims/schema.ts';
import { FlagChip, RatingChip, StateChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';
import type { DeskParts } from './desk-table.tsx';
import { Waiting } from './desk-table.tsx';

interface BoardProps extends DeskParts {
  /** A lane for each person; else one for all. */
  readonly lanes: boolean;
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** The same claims by state, and by person when lanes are asked for. */
export function DeskBoard({ claims, at, chosen, toggle, mayChange, lanes, people }: BoardProps) {
  const t = useTranslations('claims');
  const parts = { at, chosen, toggle, mayChange };
  if (!lanes) return <Lane claims={claims} level="h2" {...parts} />;
  const everyone = [...people.map(({ id, name }) => ({ id, name })), { id: null, name: t('desk.nobodyLane') }];
  return (
    <>
      {everyone.map(({ id, name }) => {
        const theirs = claims.filter((claim) => (claim.assignee?.id ?? null) === id);
        return theirs.length === 0 ? null : (
          <section key={id ?? 'nobody'} aria-label={name} className={styles.lane}>
            <h2 className={styles.person}>
              {id ? <Avatar id={id} name={name} /> : null} {name} <small>{theirs.length}</small>
            </h2>
            <Lane claims={theirs} level="h3" {...parts} />
          </section>
        );
      })}
    </>
  );
}

/** The columns stand under the lane's own heading where there are lanes. */
interface Level {
  readonly level: 'h2' | 'h3';
}

function Lane({ claims, ...parts }: DeskParts & Level) {
  return (
    <div className={styles.board}>
      {claimStates.map((state) => (
        <Column key={state} state={state} claims={claims.filter((claim) => claim.state === state)} {...parts} />
      ))}
    </div>
  );
}

function Column({
  state,
  claims,
  at,
  chosen,
  toggle,
  mayChange,
  level: Heading,
}: DeskParts & Level & { readonly state: ClaimState }) {
  const t = useTranslations('claims');
  return (
    <section className={styles.column} aria-label={t(`state.${state}`)}>
      <Heading>
        <StateChip state={state} /> <small>{claims.length}</small>
      </Heading>
      <ul className={styles.cards}>
        {claims.map((claim) => (
          <li key={claim.id} className={styles.card} data-claim={claim.id} data-here={claim.id === at || undefined}>
            {mayChange ? (
              <input
                type="checkbox"
                aria-label={t('desk.select', { number: claim.number })}
                checked={chosen.has(claim.id)}
                onChange={() => toggle(claim.id)}
              />
            ) : null}
            <BoardCard claim={claim} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function BoardCard({ claim }: { readonly claim: ClaimSummary }) {
  return (
    <>
      <Link href={`/claims/${claim.id}`} className={styles.statement}>
        {claim.statement}
      </Link>
      <p className={styles.facts}>
        {claim.rating ? <RatingChip rating={claim.rating} proposed={claim.ratingIsProposed} thread={claim.id} /> : null}
        {claim.flags.map((flag) => (
          <FlagChip key={`${flag.key}${flag.claim?.id ?? ''}`} flag={flag} />
        ))}
      </p>
      <p className={styles.source}>
        {claim.assignee ? <span>{claim.assignee.name}</span> : null}
        <span>
          <Waiting claim={claim} />
        </span>
      </p>
    </>
  );
}
