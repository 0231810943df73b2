'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Field, TextInput } from '@/components/ui/field.tsx';

/** A new password: it can be looked at while it is written, and pasted from a manager. */
export function NewPasswordField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const t = useTranslations('door.newPassword');
  const [shown, setShown] = useState(false);
  return (
    <>
      <Field label={t('label')} hint={t('hint')}>
        {(control) => (
          <TextInput
            {...control}
            type={shown ? 'text' : 'password'}
            autoComplete="new-password"
            required
            minLength={10}
            maxLength={200}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
      <label>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> {t('show')}
      </label>
    </>
  );
}
