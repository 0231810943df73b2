'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { RatingChip } from '@/components/claims/claim-chips.tsx';
import { SupportChip } from '@/components/entities/support.tsx';
import { useEdgeWords, usePropertyLabel } from '@/components/entities/use-labels.ts';
import { useWhenWords, useDateWords } from '@/components/entities/use-when-words.ts';
import type { Window } from '@/lib/network/timeline.rules.ts';
import { track } from '@/lib/network/timeline.rules.ts';
import type { Moment } from '@/lib/network/timeline.schema.ts';
import styles from './timeline.module.css';

/** One thing that is dated: when, as exactly as it is known, and the way to its words. */
export function MomentLine({ moment, window }: { readonly moment: Moment; readonly window: Window }) {
  const t = useTranslations('network.timeline');
  const propertyOf = usePropertyLabel();
  const wordsOf = useEdgeWords();
  const day = useDateWords();
  const when = useWhenWords();
  const [first, second] = moment.about;
  const said = (): string => {
    if (moment.kind === 'relationship') return `${first?.name ?? ''} ${wordsOf(moment.words)} ${second?.name ?? ''}`;
    if (moment.property) return `${first?.name ?? ''}: ${propertyOf(moment.property.name, moment.property.label)}`;
    return moment.words;
  };
  const words =
    moment.lasts === 'at'
      ? day(moment.date)
      : when({ startDate: moment.lasts === 'until' ? null : moment.date, endDate: moment.until });
  return (
    <>
      <div className={styles.when}>
        <time dateTime={moment.date.replace('~', '')}>{words}</time>
        <Stretch moment={moment} window={window} />
      </div>
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

/** In thousandths of the window: a single day in a century is still seen. */
const NARROWEST = 22;
const WIDE = 1000;

/** The same for the eye: a year is as wide as a year, what nobody ended fades out, "about then" is hollow. */
function Stretch({ moment, window }: { readonly moment: Moment; readonly window: Window }) {
  const { from, until, open, circa } = track(moment, window);
  const width = Math.max(NARROWEST, (until - from) * WIDE);
  const x = Math.min(from * WIDE, WIDE - width);
  // Half as strong where it is only known to have gone on.
  const known = open === 'after' ? { x, width: NARROWEST } : { x: x + width - NARROWEST, width: NARROWEST };
  return (
    <svg
      viewBox={`0 0 ${WIDE} 10`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={styles.stretch}
      data-kind={moment.kind}
    >
      <rect className={styles.ground} y="4.5" width={WIDE} height="1" />
      <rect x={x} y="1" width={width} height="8" data-circa={circa || undefined} data-open={open ?? undefined} />
      {open ? <rect {...known} y="1" height="8" /> : null}
    </svg>
  );
}
