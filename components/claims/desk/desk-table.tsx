'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar.tsx';
import { daysSince } from '@/lib/claims/desk/rules.ts';
import type { ClaimSummary } from '@/lib/claims/schema.ts';
import { WordsChanged } from '../../versions/words-changed.tsx';
import { FlagChip, RatingChip, StateChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';
import { useNow } from '../use-now.ts';

export interface DeskParts {
  readonly claims: readonly ClaimSummary[];
  /** The claim that the keys are at. */
  readonly at: string | null;
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly mayChange: boolean;
}

export function DeskTable({ claims, at, chosen, toggle, mayChange }: DeskParts) {
  const t = useTranslations('claims.desk');
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {mayChange ? (
            <th scope="col" className={styles.narrow}>
              <span className="visually-hidden">{t('chosen', { count: chosen.size })}</span>
            </th>
          ) : null}
          <th scope="col">{t('claim')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('rating')}</th>
          <th scope="col">{t('with')}</th>
          <th scope="col" className={styles.right}>
            {t('evidence')}
          </th>
          <th scope="col">{t('waiting')}</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <Row
            key={claim.id}
            claim={claim}
            here={claim.id === at}
            chosen={chosen.has(claim.id)}
            toggle={mayChange ? toggle : null}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly claim: ClaimSummary;
  readonly here: boolean;
  readonly chosen: boolean;
  readonly toggle: ((id: string) => void) | null;
}

function Row({ claim, here, chosen, toggle }: RowProps) {
  const t = useTranslations('claims');
  const { mentions, supports, refutes } = claim.counts;
  const place = claim.firstMention
    ? `${claim.firstMention.label ?? ''}, ${claim.firstMention.sourceTitle}${mentions > 1 ? ` ${t('desk.more', { count: mentions - 1 })}` : ''}`
    : t('desk.noSource');
  return (
    <tr data-claim={claim.id} data-here={here || undefined} aria-selected={toggle ? chosen : undefined}>
      {toggle ? (
        <td className={styles.narrow}>
          <input
            type="checkbox"
            aria-label={t('desk.select', { number: claim.number })}
            checked={chosen}
            onChange={() => toggle(claim.id)}
          />
        </td>
      ) : null}
      <td>
        <Link href={`/claims/${claim.id}`} className={styles.statement}>
          {claim.statement}
        </Link>
        <WordsChanged investigationId={claim.investigationId} claimId={claim.id} />
        <small>
          {claim.number} · {place}
          {claim.priority === 'normal' ? '' : ` · ${t(`priority.${claim.priority}`)}`}
        </small>
        {claim.flags.length > 0 ? (
          <span className={styles.flags}>
            {claim.flags.map((flag) => (
              <FlagChip key={`${flag.key}${flag.claim?.id ?? ''}`} flag={flag} />
            ))}
          </span>
        ) : null}
      </td>
      <td>
        <StateChip state={claim.state} />
      </td>
      <td>
        {claim.rating ? <RatingChip rating={claim.rating} proposed={claim.ratingIsProposed} thread={claim.id} /> : null}
      </td>
      <td>
        {claim.assignee ? (
          <span className={styles.person}>
            <Avatar id={claim.assignee.id} name={claim.assignee.name} /> {claim.assignee.name}
          </span>
        ) : null}
      </td>
      <td className={styles.right}>
        {supports > 0 ? t('desk.for', { count: supports }) : ''}
        {supports > 0 && refutes > 0 ? ', ' : ''}
        {refutes > 0 ? t('desk.against', { count: refutes }) : ''}
      </td>
      <td>
        <Waiting claim={claim} />
      </td>
    </tr>
  );
}

/** What it waits for, whose turn it is, and for how long. */
export function Waiting({ claim }: { readonly claim: ClaimSummary }) {
  const t = useTranslations('claims');
  const format = useFormatter();
  const now = useNow();
  if (claim.wait === 'nothing') return null;
  const who = claim.wait === 'start' && claim.assignee ? claim.assignee.name : t(`wait.${claim.wait}`);
  return (
    <>
      {who}
      <small>
        {now === null ? '' : t('desk.since', { days: daysSince(claim.stateSince, now) })}
        {claim.dueAt
          ? ` · ${t('desk.due', { date: format.dateTime(new Date(claim.dueAt), { dateStyle: 'medium' }) })}`
          : ''}
      </small>
    </>
  );
}
