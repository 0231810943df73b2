'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { Chip } from '@/components/ui/chip.tsx';
import type { EntityView } from '@/lib/entities/schema.ts';
import styles from './duplicates.module.css';
import { usePropertyLabel } from './use-labels.ts';
import { useValueWords } from './use-value-words.ts';

interface Props {
  readonly from: EntityView;
  readonly into: EntityView;
  /** The ids of the values that the one that stays is not to have. */
  readonly dropped: ReadonlySet<string>;
  readonly onDropped: (dropped: ReadonlySet<string>) => void;
}

/** Field by field, what each of the two has; what is unticked is left behind, until the merge is taken back (ENT-4). */
export function MergeValues({ from, into, dropped, onDropped }: Props) {
  const t = useTranslations('entities.merge');
  const labelOf = usePropertyLabel();
  const valueOf = useValueWords();
  const id = useId();
  const all = [...into.provenance, ...from.provenance];
  const fields = [...new Map(all.map(({ property, label }) => [property, label]))];
  const toggle = (valueId: string) => {
    const next = new Set(dropped);
    if (!next.delete(valueId)) next.add(valueId);
    onDropped(next);
  };
  if (fields.length === 0) return null;
  return (
    <fieldset className={styles.choices}>
      <legend>{t('values')}</legend>
      {fields.map(([property, label]) => {
        const [gone, kept] = [from, into].map(({ provenance }) =>
          provenance.filter((one) => one.property === property),
        );
        const both = gone && kept && gone.length > 0 && kept.length > 0;
        const shared = both && gone.some(({ value }) => kept.some((one) => one.value === value));
        return (
          <div key={property} role="group" aria-labelledby={`${id}-${property}`} className={styles.field}>
            <p id={`${id}-${property}`}>
              {labelOf(property, label)} {both && !shared ? <Chip tone="warn">{t('differ')}</Chip> : null}
            </p>
            <div className={styles.values}>
              {[gone ?? [], kept ?? []].map((side, at) => (
                <div key={at === 0 ? from.id : into.id}>
                  {side.length === 0 ? <span aria-hidden="true">–</span> : null}
                  {side.map((known) => (
                    <label key={known.id}>
                      <input type="checkbox" checked={!dropped.has(known.id)} onChange={() => toggle(known.id)} />
                      <span>
                        {valueOf((at === 0 ? from : into).schema, property, known.value)} <small>{known.by}</small>
                      </span>
                    </label>
                  ))}
                </div>
              ))}
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
