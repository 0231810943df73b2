'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import type { Window } from '@/lib/network/timeline.rules.ts';
import { buckets, shifted, touches, wholeSpan, widened } from '@/lib/network/timeline.rules.ts';
import type { MomentKind, TimelineView } from '@/lib/network/timeline.schema.ts';
import { momentKinds } from '@/lib/network/timeline.schema.ts';
import { MomentLine } from './moment-line.tsx';
import { Bars } from './timeline-bars.tsx';
import styles from './timeline.module.css';

/** What happened when, as far as it is dated; each line opens its words. */
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
  const kinds = momentKinds.filter((kind) => timeline.items.some((moment) => moment.kind === kind));
  const turn = (kind: MomentKind) =>
    setWithout(without.includes(kind) ? without.filter((one) => one !== kind) : [...without, kind]);
  return (
    <div className={styles.timeline}>
      <div className={styles.filters}>
        <div role="group" aria-label={t('kinds')} className={styles.kinds}>
          {kinds.map((kind) => (
            <button key={kind} type="button" aria-pressed={!without.includes(kind)} onClick={() => turn(kind)}>
              {t(`kind.${kind}`)}
              <small>{timeline.items.filter((moment) => moment.kind === kind).length}</small>
            </button>
          ))}
        </div>
        {people.size > 1 ? (
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
        ) : null}
        {window ? (
          <div role="group" aria-label={t('moved')} className={styles.moved}>
            <Button
              variant="quiet"
              disabled={window[0] <= whole[0]}
              onClick={() => setWindow(shifted(window, -1, whole))}
            >
              {t('earlier')}
            </Button>
            <Button
              variant="quiet"
              disabled={window[1] >= whole[1]}
              onClick={() => setWindow(shifted(window, 1, whole))}
            >
              {t('later')}
            </Button>
            <Button variant="quiet" onClick={() => setWindow(widened(window, whole))}>
              {t('farther')}
            </Button>
            <Button variant="quiet" onClick={() => setWindow(null)}>
              {t('whole')}
            </Button>
          </div>
        ) : null}
      </div>
      <Bars bars={buckets(wanted, now)} window={now} onZoom={({ from, until }) => setWindow([from, until])} />
      <p role="status" className={styles.count}>
        {t('count', { count: shown.length })}
        {timeline.total > timeline.items.length ? ` ${t('cut', { total: timeline.total })}` : ''}
      </p>
      <ol className={styles.moments}>
        {shown.map((moment) => (
          <li key={moment.id} data-kind={moment.kind}>
            <MomentLine moment={moment} window={now} />
          </li>
        ))}
      </ol>
    </div>
  );
}
