'use client';

import { useTranslations } from 'use-intl';
import { TextField } from '@/components/ui/field.tsx';
import { isPartialDate, tidyDate } from '@/lib/entities/rules.ts';
import styles from './relate.module.css';

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
