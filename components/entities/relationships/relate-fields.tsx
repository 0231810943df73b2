'use client';

import type { Ref } from 'react';
import { useTranslations } from 'use-intl';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import type { Possible } from '@/lib/entities/relate.rules.ts';
import { linkWords } from '@/lib/entities/relate.rules.ts';
import { isPartialDate, tidyDate } from '@/lib/entities/rules.ts';
import { useEdgeWords, useSchemaLabel } from '../use-labels.ts';
import styles from './relate.module.css';

interface KindProps {
  readonly schema: string;
  readonly possible: readonly Possible[];
  readonly onSchema: (schema: string) => void;
  readonly ref?: Ref<HTMLSelectElement>;
}

/** How two are linked, of what is possible between them. */
export function KindField({ schema, possible, onSchema, ref }: KindProps) {
  const t = useTranslations('entities.relate');
  const labelOf = useSchemaLabel();
  const wordsOf = useEdgeWords();
  return (
    <Field label={t('kind')}>
      {(control) => (
        <Select {...control} ref={ref} value={schema} onChange={(event) => onSchema(event.target.value)}>
          {possible.map((one) => (
            <option key={one.schema} value={one.schema}>
              {`${wordsOf(linkWords(one.schema))} (${labelOf(one.schema)})`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

interface CarriedProps {
  readonly legend: string;
  readonly claims: readonly { readonly id: string; readonly number: number; readonly statement: string }[];
  readonly isChosen: (id: string) => boolean;
  readonly onChoose: (id: string, chosen: boolean) => void;
}

/** Which claims carry a relationship. */
export function CarriedBy({ legend, claims, isChosen, onChoose }: CarriedProps) {
  const t = useTranslations('entities.relate');
  return (
    <fieldset className={styles.claims}>
      <legend>{legend}</legend>
      {claims.map(({ id, number, statement }) => (
        <label key={id}>
          <input type="checkbox" checked={isChosen(id)} onChange={(event) => onChoose(id, event.target.checked)} />
          <span>{t('claim', { number, statement })}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Nothing, or a date as precise as it is known: "2021", "2021-07". */
export const isDateFine = (text: string): boolean => text.trim() === '' || isPartialDate(tidyDate(text));

interface Props {
  readonly since: string;
  readonly until: string;
  readonly onSince: (text: string) => void;
  readonly onUntil: (text: string) => void;
}

/** From when until when a relationship stood. */
export function SpanFields({ since, until, onSince, onUntil }: Props) {
  const t = useTranslations('entities.relate');
  const ends = [
    { label: t('since'), value: since, onValue: onSince },
    { label: t('until'), value: until, onValue: onUntil },
  ];
  return (
    <div className={styles.dates}>
      {ends.map((end) => (
        <TextField
          key={end.label}
          {...end}
          placeholder={t('dateExample')}
          error={isDateFine(end.value) ? null : t('dateWrong')}
          maxLength={20}
        />
      ))}
    </div>
  );
}
