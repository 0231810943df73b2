'use client';

import { signIn } from 'next-auth/react';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { call } from '@/components/data/api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import styles from './door.module.css';

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
  const [name, setName] = useState(given);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
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
    setError(made ? made.error.detail : 'The server did not answer. Try again.');
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <p role="alert" className={styles.error} hidden={!error}>
        {error}
      </p>
      <Field label="Your name" hint="As colleagues will see it beside what you mark.">
        {(control) => (
          <TextInput
            {...control}
            autoComplete="name"
            required
            maxLength={120}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Password" hint="Ten characters or more.">
        {(control) => (
          <TextInput
            {...control}
            type={shown ? 'text' : 'password'}
            autoComplete="new-password"
            required
            minLength={10}
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <label>
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> Show the password
      </label>
      <Button type="submit" variant="primary" busy={busy}>
        Join
      </Button>
    </form>
  );
}
