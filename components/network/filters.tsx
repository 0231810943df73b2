'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSchemaLabel } from '@/components/entities/use-labels.ts';
import { useScale } from '@/components/claims/use-words.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { supports } from '@/lib/entities/rules.ts';
import type { NetworkFilter } from '@/lib/network/filter.rules.ts';
import type { Drawn } from '@/lib/network/schema.ts';
import { narrowings, span, unfiltered } from '@/lib/network/filter.rules.ts';
import styles from './network.module.css';
import { TimeSlider } from './time-slider.tsx';

interface Props {
  readonly network: Drawn;
  readonly filter: NetworkFilter;
  readonly onFilter: (filter: NetworkFilter) => void;
}

/** By kind, relationship, support, verdict and time: only what occurs is offered. On a phone they open on demand. */
export function NetworkFilters({ network, filter, onFilter }: Props) {
  const t = useTranslations('network.filter');
  const support = useTranslations('entities.support');
  const labelOf = useSchemaLabel();
  const { labelOf: ratingLabel } = useScale();
  const months = span(network.edges);
  const id = useId();
  const [open, setOpen] = useState(false);
  const set = (more: Partial<NetworkFilter>) => onFilter({ ...filter, ...more });
  const once = (all: readonly string[]) => [...new Set(all)].sort();
  const choices: readonly {
    readonly name: 'kind' | 'link' | 'support' | 'rating';
    readonly values: readonly string[];
    readonly words: (value: string) => string;
  }[] = [
    { name: 'kind', values: once(network.nodes.map(({ schema }) => schema)), words: labelOf },
    { name: 'link', values: once(network.edges.map(({ schema }) => schema)), words: labelOf },
    {
      name: 'support',
      values: supports.filter((one) => network.edges.some((edge) => edge.support === one)),
      words: (value) => support(supports.find((one) => one === value) ?? 'none'),
    },
    { name: 'rating', values: once(network.edges.flatMap(({ ratings }) => ratings)), words: ratingLabel },
  ];
  return (
    <>
      <div className={styles.narrow}>
        <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t('open', { chosen: narrowings(filter) })}
        </Button>
      </div>
      <div id={id} className={styles.filters} data-open={open} role="group" aria-label={t('title')}>
        {choices.map(({ name, values, words }) => (
          <Field key={name} label={t(name)}>
            {(control) => (
              <Select
                {...control}
                value={filter[name]}
                disabled={values.length === 0}
                onChange={(event) => set({ [name]: event.target.value })}
              >
                <option value="">{t('all')}</option>
                {/* What was chosen stays to be seen, also when nothing of it is left. */}
                {(filter[name] && !values.includes(filter[name]) ? [...values, filter[name]] : values).map((value) => (
                  <option key={value} value={value}>
                    {words(value)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
        {filter.time || months ? (
          <TimeSlider span={months ?? filter.time ?? [0, 0]} filter={filter} onFilter={set} />
        ) : null}
        <label className={styles.check}>
          <input type="checkbox" checked={filter.alone} onChange={(event) => set({ alone: event.target.checked })} />
          {t('alone')}
        </label>
        <Button variant="quiet" disabled={filter === unfiltered} onClick={() => onFilter(unfiltered)}>
          {t('clear')}
        </Button>
      </div>
    </>
  );
}
