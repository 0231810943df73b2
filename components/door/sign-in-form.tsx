'use client';

import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { signIn } from 'next-auth/react';
import Link from 'next/link';
import type { SyntheticEvent } from 'react';
import { useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import styles from './door.module.css';
import { answerWithPasskey } from './passkey.ts';
import { readRefusal } from './refusal.ts';

const noChange = () => () => undefined;

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly words: string;
}

/** Password and code, passkey, the newsroom's provider; in the demo one click per person. `next` is a path of this site. */
export function SignInForm({
  demo,
  next,
  notice,
  provider,
  open,
}: {
  readonly demo: readonly DemoPerson[];
  readonly next: string;
  readonly notice: 'suspended' | 'resetDone' | 'mailDone' | 'forbidden' | 'not_found' | null;
  /** What the provider's button says; null without one. */
  readonly provider: string | null;
  /** Whether anybody may join. */
  readonly open: boolean;
}) {
  const t = useTranslations('door.signIn');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [error, setError] = useState<string | null>(notice ? t(notice) : null);
  const [busy, setBusy] = useState<string | null>(null);
  const hasPasskeys = useSyncExternalStore(noChange, browserSupportsWebAuthn, () => false);

  async function enter(by: 'password' | 'demo' | 'passkey', input: Record<string, string>) {
    setBusy(input['userId'] ?? by);
    setError(null);
    const answer = await signIn(by, { ...input, redirect: false }).catch(() => undefined);
    if (answer?.ok) {
      window.location.assign(next);
      return;
    }
    setBusy(null);
    const { code: refused, minutes } = readRefusal(answer?.error);
    if (refused === 'second_factor' && !asksCode) {
      setAsksCode(true);
      return;
    }
    setError(t(refused, { minutes }));
  }

  async function enterWithPasskey() {
    const answered = await answerWithPasskey('/api/door/passkey-options');
    if (!answered.ok) setError(answered.error.detail);
    else if (answered.value)
      await enter('passkey', { state: answered.value.state, answer: JSON.stringify(answered.value.answer) });
  }

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void enter('password', { email, password, code });
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
        <TextField label={t('mail')} type="email" autoComplete="username" required value={email} onValue={setEmail} />
        <TextField
          label={t('password')}
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onValue={setPassword}
        />
        {asksCode ? (
          <TextField
            label={t('code')}
            hint={t('codeHint')} // The question has just appeared in answer to the form: the code is what one types next.
            ref={(input) => input?.focus()}
            autoComplete="one-time-code"
            required
            maxLength={20}
            value={code}
            onValue={setCode}
          />
        ) : null}
        <Button type="submit" variant="primary" busy={busy === 'password'} disabled={busy !== null}>
          {t('enter')}
        </Button>
        {hasPasskeys ? (
          <Button onClick={() => void enterWithPasskey()} disabled={busy !== null}>
            {t('withPasskey')}
          </Button>
        ) : null}
        {provider ? (
          <Button onClick={() => void signIn('oidc', { callbackUrl: next })} disabled={busy !== null}>
            {t('withProvider', { name: provider })}
          </Button>
        ) : null}
        <p className={styles.hint}>
          <Link href="/reset">{t('forgot')}</Link>
          {open ? (
            <>
              {' · '}
              <Link href="/register">{t('join')}</Link>
            </>
          ) : null}
        </p>
      </form>
    </>
  );
}
