'use client';

import { signIn } from 'next-auth/react';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextInput } from '@/components/ui/field.tsx';
import styles from './door.module.css';

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly words: string;
}

/** Password, and in the demo one click per person. `next` is a path of this site. */
export function SignInForm({
  demo,
  next,
  notice,
}: {
  readonly demo: readonly DemoPerson[];
  readonly next: string;
  readonly notice: string | null;
}) {
  const t = useTranslations('door.signIn');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(notice);
  const [busy, setBusy] = useState<string | null>(null);

  async function enter(provider: 'password' | 'demo', input: Record<string, string>) {
    setBusy(input['userId'] ?? provider);
    setError(null);
    const answer = await signIn(provider, { ...input, redirect: false }).catch(() => undefined);
    if (answer?.ok) {
      window.location.assign(next);
      return;
    }
    setBusy(null);
    setError(answer?.error ?? t('noAnswer'));
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void enter('password', { email, password });
  }

  return (
    <>
      {demo.length > 0 ? (
        <section aria-labelledby="demo" className={styles.demo}>
          <h2 id="demo">{t('demo')}</h2>
          <ul>
            {demo.map((person) => (
              <li key={person.id}>
                <button
                  type="button"
                  className={styles.person}
                  disabled={busy !== null}
                  onClick={() => void enter('demo', { userId: person.id })}
                >
                  <Avatar id={person.id} name={person.name} size={34} />
                  <span>
                    <b>{person.name}</b>
                    <small>{person.words}</small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <p className={styles.hint}>{t('secondWindow')}</p>
        </section>
      ) : null}
      <form onSubmit={submit} className={styles.form} aria-label={t('withPassword')}>
        <p role="alert" className={styles.error} hidden={!error}>
          {error}
        </p>
        <Field label={t('mail')}>
          {(control) => (
            <TextInput
              {...control}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('password')}>
          {(control) => (
            <TextInput
              {...control}
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={busy === 'password'} disabled={busy !== null}>
          {t('enter')}
        </Button>
      </form>
    </>
  );
}
