'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import type { Tone } from '@/components/ui/chip.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import type { ReportItem, SettleAction } from '@/lib/versions/schema.ts';
import styles from './versions.module.css';

const tones: Record<ReportItem['outcome'], Tone> = {
  exact: 'ok',
  moved: 'ok',
  changed: 'warn',
  needs_look: 'bad',
  orphan: 'unsure',
};

/** One mark of the report: what it was, what it is, and what can be said about it. */
export function WorkItem({
  item,
  href,
  current,
  maySettle,
  onAct,
}: {
  readonly item: ReportItem;
  /** The mark in the text. */
  readonly href: string;
  readonly current: boolean;
  readonly maySettle: boolean;
  readonly onAct: (action: SettleAction) => void;
}) {
  const t = useTranslations('versions');
  const acceptable = item.open && (item.after !== null || item.suggestion.length > 0);
  return (
    <li className={styles.item} aria-current={current || undefined} data-mark={item.annotationId}>
      <p className={styles.facts}>
        <Chip tone={tones[item.outcome]}>{t(`outcome.${item.outcome}`)}</Chip>
        {item.claim ? <Link href={`/claims/${item.claim.id}`}>{t('claim', { number: item.claim.number })}</Link> : null}
        {item.evidenceOf.map((claim) => (
          <Link key={claim.id} href={`/claims/${claim.id}`}>
            {t('evidenceOf', { number: claim.number })}
          </Link>
        ))}
        <span>{item.author.name}</span>
        {item.resolution && item.resolvedBy ? (
          <span>{t(`resolution.${item.resolution}`, { name: item.resolvedBy.name })}</span>
        ) : null}
      </p>
      <dl className={styles.words}>
        <dt>{t('before')}</dt>
        <dd lang="">{item.before}</dd>
        <dt>{t('after')}</dt>
        <dd lang="">
          {item.after === null ? <i>{t('noPlace')}</i> : item.after}
          {item.label ? <span className={styles.label}> {item.label}</span> : null}
        </dd>
        {item.open && item.suggested ? (
          <>
            <dt>{t('suggested')}</dt>
            <dd lang="">{item.suggested}</dd>
          </>
        ) : null}
      </dl>
      <div className={styles.acts}>
        {acceptable && maySettle ? (
          <Button variant="primary" keys={current ? 'A' : undefined} onClick={() => onAct('accept')}>
            {item.after === null ? t('acceptSuggestion') : t('accept')}
          </Button>
        ) : null}
        {item.open && maySettle ? (
          <>
            <Button keys={current ? 'P' : undefined} onClick={() => onAct('place')}>
              {t('place')}
            </Button>
            <Button keys={current ? 'R' : undefined} onClick={() => onAct('retire')}>
              {t('retire')}
            </Button>
          </>
        ) : null}
        {item.resolution && maySettle ? (
          <Button variant="quiet" onClick={() => onAct('reopen')}>
            {t('undo')}
          </Button>
        ) : null}
        {item.places.length > 0 ? <Link href={href}>{t('openThere')}</Link> : null}
      </div>
    </li>
  );
}
