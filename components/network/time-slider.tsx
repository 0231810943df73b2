'use client';

import { useId, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Month, NetworkFilter } from '@/lib/network/filter.rules.ts';
import { monthDate } from '@/lib/network/filter.rules.ts';
import styles from './network.module.css';

interface Props {
  readonly span: readonly [Month, Month];
  readonly filter: NetworkFilter;
  readonly onFilter: (more: Pick<NetworkFilter, 'time'> | Pick<NetworkFilter, 'undated'>) => void;
}

/** From one month to another, each by a slider that says its month; neither passes the other. */
export function TimeSlider({ span, filter, onFilter }: Props) {
  const id = useId();
  const t = useTranslations('network.filter');
  const format = useFormatter();
  // What is chosen narrows what is dated; the range must not shrink under the thumb.
  const [[low, high], setRange] = useState(span);
  if (span[0] < low || span[1] > high) setRange([Math.min(low, span[0]), Math.max(high, span[1])]);
  const [from, until] = filter.time ?? [low, high];
  const words = (at: Month): string => {
    const { year, month } = monthDate(at);
    return format.dateTime(new Date(Date.UTC(year, month, 15)), { year: 'numeric', month: 'short', timeZone: 'UTC' });
  };
  const set = (time: readonly [Month, Month]) => onFilter({ time: time[0] <= low && time[1] >= high ? null : time });
  const ends = [
    { name: 'from', value: from, move: (to: Month) => set([Math.min(to, until), until]) },
    { name: 'until', value: until, move: (to: Month) => set([from, Math.max(to, from)]) },
  ] as const;
  return (
    <div className={styles.time} role="group" aria-label={t('time')}>
      {ends.map(({ name, value, move }) => (
        <div key={name}>
          <label htmlFor={`${id}-${name}`}>
            {t(name)} <output htmlFor={`${id}-${name}`}>{words(value)}</output>
          </label>
          <input
            id={`${id}-${name}`}
            type="range"
            min={low}
            max={high}
            value={value}
            aria-valuetext={words(value)}
            onChange={(event) => move(Number(event.target.value))}
          />
        </div>
      ))}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={filter.undated}
          onChange={(event) => onFilter({ undated: event.target.checked })}
        />
        {t('undated')}
      </label>
    </div>
  );
}
