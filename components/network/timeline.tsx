'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { RatingChip } from '@/components/claims/claim-chips.tsx';
import { SupportChip } from '@/components/entities/support.tsx';
import { useEdgeWords, usePropertyLabel } from '@/components/entities/use-labels.ts';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { monthDate } from '@/lib/network/filter.rules.ts';
import type { Bucket, Window } from '@/lib/network/timeline.rules.ts';
import { buckets, touches, wholeSpan } from '@/lib/network/timeline.rules.ts';
import type { Moment, MomentKind, TimelineView } from '@/lib/network/timeline.schema.ts';
import { momentKinds } from '@/lib/network/timeline.schema.ts';
import styles from './timeline.module.css';

/** What happened when, as far as it is dated; each line opens its words. A bar is a stretch of time: it zooms in. */
export function Timeline({ timeline }: { readonly timeline: TimelineView }) {
  const t = useTranslations('network.timeline');
  const [without, setWithout] = useState<readonly MomentKind[]>([]);
  const [entityId, setEntityId] = useState('');
  const [window, setWindow] = useState<Window | null>(null);
  const people = new Map(timeline.items.flatMap(({ about }) => about.map(({ id, name }) => [id, name] as const)));
  const wanted = timeline.items.filter(
    ({ kind, about }) => !without.includes(kind) && (!entityId || about.some(({ id }) => id === entityId)),
  );
  const whole = wholeSpan(timeline.items);
  if (!whole)
    return (
      <EmptyState title={t('empty')}>
        <p>{t('emptyNext')}</p>
      </EmptyState>
    );
  const now = window ?? whole;
  const shown = wanted.filter((moment) => touches(moment, now));
  const turn = (kind: MomentKind) =>
    setWithout(without.includes(kind) ? without.filter((one) => one !== kind) : [...without, kind]);
  return (
    <div className={styles.timeline}>
      <div className={styles.filters}>
        <div role="group" aria-label={t('kinds')} className={styles.kinds}>
          {momentKinds.map((kind) => (
            <button key={kind} type="button" aria-pressed={!without.includes(kind)} onClick={() => turn(kind)}>
              {t(`kind.${kind}`)}
              <small>{timeline.items.filter((moment) => moment.kind === kind).length}</small>
            </button>
          ))}
        </div>
        <Field label={t('about')} quiet>
          {(control) => (
            <Select {...control} value={entityId} onChange={(event) => setEntityId(event.target.value)}>
              <option value="">{t('everybody')}</option>
              {[...people]
                .sort(([, a], [, b]) => a.localeCompare(b))
                .map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <Button variant="quiet" disabled={window === null} onClick={() => setWindow(null)}>
          {t('whole')}
        </Button>
      </div>
      <Bars bars={buckets(wanted, now)} onZoom={({ from, until }) => setWindow([from, until])} />
      <p role="status" className={styles.count}>
        {t('count', { count: shown.length })}
        {timeline.total > timeline.items.length ? ` ${t('cut', { total: timeline.total })}` : ''}
      </p>
      <ol className={styles.moments}>
        {shown.map((moment) => (
          <li key={moment.id} data-kind={moment.kind}>
            <Line moment={moment} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** So many dates find room below the bars, on a phone every second of them. */
const LABELS = 12;

function Bars({ bars, onZoom }: { readonly bars: readonly Bucket[]; readonly onZoom: (bucket: Bucket) => void }) {
  const t = useTranslations('network.timeline');
  const format = useFormatter();
  // Between many narrow bars only some have room for their date.
  const every = Math.ceil(bars.length / LABELS);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const words = ({ from, until }: Bucket): string => {
    const { year, month } = monthDate(from);
    if (from !== until) return until - from > 11 ? `${year}–${monthDate(until).year}` : String(year);
    return format.dateTime(new Date(Date.UTC(year, month, 15)), { year: 'numeric', month: 'short', timeZone: 'UTC' });
  };
  return (
    <div role="group" aria-label={t('bars')} className={styles.bars}>
      {bars.map((bar, at) => (
        <button
          key={bar.from}
          type="button"
          disabled={bar.count === 0 || bar.from === bar.until}
          aria-label={t('bar', { when: words(bar), count: bar.count })}
          title={t('bar', { when: words(bar), count: bar.count })}
          onClick={() => onZoom(bar)}
        >
          <svg viewBox="0 0 1 100" preserveAspectRatio="none" aria-hidden="true">
            <rect width="1" y={100 - (100 * bar.count) / most} height={(100 * bar.count) / most} />
          </svg>
          <small aria-hidden="true">{at % every === 0 ? words(bar) : ''}</small>
        </button>
      ))}
    </div>
  );
}

function Line({ moment }: { readonly moment: Moment }) {
  const t = useTranslations('network.timeline');
  const propertyOf = usePropertyLabel();
  const wordsOf = useEdgeWords();
  const when = useDateWords();
  const span = ({ date, until }: Moment): string => {
    if (!until) return when(date);
    return until === date ? t('until', { until: when(until) }) : t('from', { from: when(date), until: when(until) });
  };
  const [first, second] = moment.about;
  const said = (): string => {
    if (moment.kind === 'relationship') return `${first?.name ?? ''} ${wordsOf(moment.words)} ${second?.name ?? ''}`;
    if (moment.property) return `${first?.name ?? ''}: ${propertyOf(moment.property.name, moment.property.label)}`;
    return moment.words;
  };
  return (
    <>
      <time dateTime={moment.date.replace('~', '')}>{span(moment)}</time>
      <div>
        <Link href={moment.href} data-struck={moment.support === 'refuted' || undefined}>
          {said()}
        </Link>
        <p>
          <span>{t(`one.${moment.kind}`)}</span>
          {moment.support ? <SupportChip support={moment.support} /> : null}
          {moment.rating ? <RatingChip rating={moment.rating} /> : null}
        </p>
      </div>
    </>
  );
}

/** A partial date in words, no more exact than it is: "July 2021", "c. 2021". */
function useDateWords(): (date: string) => string {
  const t = useTranslations('network.timeline');
  const format = useFormatter();
  return (date) => {
    const [year = '', month, day] = date.replace('~', '').split('-');
    const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 15)));
    const exact = format.dateTime(at, {
      year: 'numeric',
      timeZone: 'UTC',
      ...(month ? { month: 'short' } : {}),
      ...(day ? { day: 'numeric' } : {}),
    });
    return date.endsWith('~') ? t('circa', { date: exact }) : exact;
  };
}
