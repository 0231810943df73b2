'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Field, Select, TextArea, TextInput } from '@/components/ui/field.tsx';
import { bases } from '@/lib/claims/rules.ts';
import styles from '../claims.module.css';

type OnChange = (more: Record<string, unknown>) => void;

/** An empty box says nothing, rather than an empty text that the server would have to refuse. */
const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

export function AddressFields({ onChange }: { readonly onChange: OnChange }) {
  const t = useTranslations('claims');
  return (
    <>
      <Field label={t('evidence.url')}>
        {(control) => (
          <TextInput
            {...control}
            type="url"
            required
            placeholder="https://"
            onChange={(event) => onChange({ url: orNothing(event.target.value) })}
          />
        )}
      </Field>
      <div className={styles.row}>
        <Field label={t('common.optional', { label: t('evidence.archive') })}>
          {(control) => (
            <TextInput
              {...control}
              type="url"
              placeholder="https://"
              onChange={(event) => onChange({ archiveUrl: orNothing(event.target.value) })}
            />
          )}
        </Field>
        <Field label={t('common.optional', { label: t('evidence.accessed') })}>
          {(control) => (
            <TextInput
              {...control}
              type="date"
              onChange={(event) =>
                onChange({ accessedAt: event.target.value ? `${event.target.value}T12:00:00Z` : undefined })
              }
            />
          )}
        </Field>
      </div>
      <Field label={t('common.optional', { label: t('evidence.quote') })}>
        {(control) => (
          <TextArea
            {...control}
            rows={2}
            maxLength={4000}
            onChange={(event) => onChange({ quote: orNothing(event.target.value) })}
          />
        )}
      </Field>
    </>
  );
}

const MOST = 10_000_000;

export function FileFields({ onChange }: { readonly onChange: OnChange }) {
  const t = useTranslations('claims.evidence');
  const [error, setError] = useState<string | null>(null);
  async function read(file: File | undefined) {
    if (!file) return;
    setError(file.size > MOST ? t('tooLarge') : null);
    if (file.size > MOST) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    let binary = '';
    for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    const mediaType = file.type === '' ? 'application/octet-stream' : (file.type.split(';')[0] ?? file.type);
    onChange({ file: { name: file.name, mediaType, base64: btoa(binary) } });
  }
  return (
    <Field label={t('chooseFile')} error={error}>
      {(control) => (
        <TextInput {...control} type="file" required onChange={(event) => void read(event.target.files?.[0])} />
      )}
    </Field>
  );
}

export function StatementFields({ onChange }: { readonly onChange: OnChange }) {
  const t = useTranslations('claims');
  return (
    <div className={styles.row}>
      <Field label={t('evidence.who')}>
        {(control) => (
          <TextInput
            {...control}
            required
            maxLength={200}
            onChange={(event) => onChange({ saidBy: orNothing(event.target.value) })}
          />
        )}
      </Field>
      <Field label={t('common.optional', { label: t('evidence.saidOn') })}>
        {(control) => (
          <TextInput
            {...control}
            type="date"
            onChange={(event) =>
              onChange({ saidAt: event.target.value ? `${event.target.value}T12:00:00Z` : undefined })
            }
          />
        )}
      </Field>
      <Field label={t('evidence.basisLabel')}>
        {(control) => (
          <Select
            {...control}
            required
            defaultValue=""
            onChange={(event) => onChange({ basis: orNothing(event.target.value) })}
          >
            <option value="">{t('common.choose')}</option>
            {bases.map((key) => (
              <option key={key} value={key}>
                {t(`basis.${key}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </div>
  );
}
