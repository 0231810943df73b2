'use client';

import { signIn } from 'next-auth/react';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/data/api.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import styles from './door.module.css';
import { NewPasswordField } from './password-field.tsx';

/** Name and password: the invitation becomes an account, and one is inside. */
export function InviteForm({
  token,
  email,
  name: given,
}: {
  readonly token: string;
  readonly email: string;
  readonly name: string;
}) {
  const t = useTranslations('door.invite');
  const [name, setName] = useState(given);
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    const made = await call('/api/door/accept-invitation', {
      method: 'POST',
      body: JSON.stringify({ token, name, password }),
    }).catch(() => null);
    if (made?.ok) {
      const answer = await signIn('password', { email, password, redirect: false });
      window.location.assign(answer?.ok ? '/' : '/sign-in');
      return;
    }
    setBusy(false);
    setError(made ? made.error.detail : t('noAnswer'));
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <p role="alert" className={styles.error} hidden={!error}>
        {error}
      </p>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="name"
        required
        maxLength={120}
        value={name}
        onValue={setName}
      />
      <NewPasswordField value={password} onChange={setPassword} />
      <Button type="submit" variant="primary" busy={busy}>
        {t('join')}
      </Button>
    </form>
  );
}
