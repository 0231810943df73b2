'use client';

import { useFormatter, useTranslations } from 'use-intl';
import { monthDate } from '@/lib/network/filter.rules.ts';
import type { Bucket, Window } from '@/lib/network/timeline.rules.ts';
import styles from './timeline.module.css';

/** So many dates find room below the bars, on a phone every second of them. */
const LABELS = 12;

interface Props {
  readonly bars: readonly Bucket[];
  readonly window: Window;
  readonly onZoom: (bucket: Bucket) => void;
}

/** How much began when: a bar is a stretch of time, and zooms in. */
export function Bars({ bars, window, onZoom }: Props) {
  const t = useTranslations('network.timeline');
  const format = useFormatter();
  // Between many narrow bars only some have room for their date.
  const every = Math.ceil(bars.length / LABELS);
  const most = Math.max(1, ...bars.map(({ count, maybe }) => count + maybe));
  const words = ({ from, until }: Bucket): string => {
    const { year, month } = monthDate(from);
    if (from !== until) return until - from > 11 ? `${year}–${monthDate(until).year}` : String(year);
    return format.dateTime(new Date(Date.UTC(year, month, 15)), { year: 'numeric', month: 'short', timeZone: 'UTC' });
  };
  const said = (bar: Bucket): string =>
    bar.maybe > 0
      ? t('maybe', { when: words(bar), count: bar.count, maybe: bar.maybe })
      : t('bar', { when: words(bar), count: bar.count });
  return (
    <>
      <div role="group" aria-label={t('bars')} className={styles.bars}>
        {bars.map((bar, at) => {
          const [sure, all] = [(100 * bar.count) / most, (100 * (bar.count + bar.maybe)) / most];
          return (
            <button
              key={bar.from}
              type="button"
              disabled={bar.count + bar.maybe === 0 || (bar.from <= window[0] && bar.until >= window[1])}
              aria-label={said(bar)}
              title={said(bar)}
              onClick={() => onZoom(bar)}
            >
              <svg viewBox="0 0 1 100" preserveAspectRatio="none" aria-hidden="true">
                <rect width="1" y={100 - all} height={all - sure} className={styles.maybe} />
                <rect width="1" y={100 - sure} height={sure} />
              </svg>
              <small aria-hidden="true">{at % every === 0 ? words(bar) : ''}</small>
            </button>
          );
        })}
      </div>
      {bars.some(({ maybe }) => maybe > 0) ? <p className={styles.count}>{t('notExact')}</p> : null}
    </>
  );
}
