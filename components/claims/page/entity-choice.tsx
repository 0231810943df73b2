'use client';

import { useTranslations } from 'use-intl';
import { useCandidates } from '@/components/entities/use-candidates.ts';
import { Field, Select } from '@/components/ui/field.tsx';
import type { ClaimView } from '@/lib/claims/schema.ts';

export type Known = NonNullable<ClaimView['speaker']>;

interface ChoiceProps {
  readonly investigationId: string;
  readonly label: string;
  /** A part of the name, from whichever field it is typed in. */
  readonly typed: string;
  /** What the first line says, where nobody is chosen. */
  readonly none?: string;
  readonly value: Known | null;
  readonly onChange: (known: Known | null) => void;
}

/** Somebody whom the newsroom knows already, found by a part of the name. */
export function EntityChoice({ investigationId, label, typed, none, value, onChange }: ChoiceProps) {
  const t = useTranslations('claims.common');
  const { items, error } = useCandidates(investigationId, typed);
  const offered = [...(value ? [value] : []), ...items.filter((item) => item.id !== value?.id)];
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Select
          {...control}
          value={value?.id ?? ''}
          onChange={(event) => {
            const chosen = offered.find((item) => item.id === event.target.value);
            onChange(chosen ? { id: chosen.id, name: chosen.name } : null);
          }}
        >
          <option value="">{none ?? t('nobody')}</option>
          {offered.map((item) => (
            <option key={item.id} value={item.id}>
              {item.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
