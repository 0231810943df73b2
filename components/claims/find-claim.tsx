'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Field, Select, TextInput } from '@/components/ui/field.tsx';
import { deskView } from '@/lib/claims/desk/schema.ts';
import styles from './claims.module.css';

interface FindProps {
  readonly investigationId: string;
  /** Those one is looking from: not offered. */
  readonly except: readonly string[];
  readonly value: string;
  readonly onChange: (claimId: string) => void;
}

/** Another claim of the case, by its words or its number. */
export function FindClaim({ investigationId, except, value, onChange }: FindProps) {
  const t = useTranslations('claims');
  const [q, setQ] = useState('');
  const { data } = useApi(`/investigations/${investigationId}/desk?q=${encodeURIComponent(q)}`, deskView);
  const found = (data?.items ?? []).filter((claim) => !except.includes(claim.id) && !claim.mergedInto).slice(0, 50);
  return (
    <div className={styles.form}>
      <Field label={t('side.find')}>
        {(control) => <TextInput {...control} value={q} onChange={(event) => setQ(event.target.value)} />}
      </Field>
      <Field label={t('side.which')}>
        {(control) => (
          <Select {...control} required value={value} onChange={(event) => onChange(event.target.value)}>
            <option value="">{t('common.choose')}</option>
            {found.map((claim) => (
              <option key={claim.id} value={claim.id}>
                {claim.number}. {claim.statement.slice(0, 90)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
