'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCandidates } from '@/components/entities/use-candidates.ts';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import type { ClaimView } from '@/lib/claims/schema.ts';

export type Speaker = NonNullable<ClaimView['speaker']>;

interface SpeakerProps {
  readonly investigationId: string;
  readonly value: Speaker | null;
  readonly onChange: (speaker: Speaker | null) => void;
}

/** Who says it: somebody whom the newsroom knows already, found by a part of the name (CLM-1). */
export function SpeakerField({ investigationId, value, onChange }: SpeakerProps) {
  const t = useTranslations('claims');
  const [typed, setTyped] = useState('');
  const { items, error } = useCandidates(investigationId, typed);
  const offered = [...(value ? [value] : []), ...items.filter((item) => item.id !== value?.id)];
  return (
    <>
      <TextField
        label={t('side.findSpeaker')}
        type="search"
        autoComplete="off"
        error={error}
        value={typed}
        onValue={setTyped}
      />
      <Field label={t('side.speaker')}>
        {(control) => (
          <Select
            {...control}
            value={value?.id ?? ''}
            onChange={(event) => {
              const chosen = offered.find((item) => item.id === event.target.value);
              onChange(chosen ? { id: chosen.id, name: chosen.name } : null);
            }}
          >
            <option value="">{t('common.nobody')}</option>
            {offered.map((item) => (
              <option key={item.id} value={item.id}>
                {item.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
