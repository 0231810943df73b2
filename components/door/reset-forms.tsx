'use client';

import Link from 'next/link';
import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { act } from '@/components/data/act.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import styles from './door.module.css';
import { NewPasswordField } from './password-field.tsx';

const mailedAnswer = z.object({ mailed: z.boolean() });
const doneAnswer = z.object({ done: z.boolean() });

/** Asks for a link; the answer is the same whoever asks. */
export function MailLinkForm({ kind }: { readonly kind: 'request-reset' | 'register' }) {
  const t = useTranslations('door.mailLink');
  const [email, setEmail] = useState('');
  const [said, setSaid] = useState<{ readonly text: string; readonly bad: boolean } | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    const answer = await act(`/api/door/${kind}`, { email }, mailedAnswer);
    setBusy(false);
    if (!answer.ok) setSaid({ text: answer.error.detail, bad: true });
    else setSaid({ text: answer.value.mailed ? t('sent') : t('noMail'), bad: false });
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <p role={said?.bad ? 'alert' : 'status'} className={said?.bad ? styles.error : ''} hidden={!said}>
        {said?.text}
      </p>
      <TextField label={t('mail')} type="email" autoComplete="username" required value={email} onValue={setEmail} />
      <Button type="submit" variant="primary" busy={busy}>
        {t('send')}
      </Button>
      <Link href="/sign-in">{t('back')}</Link>
    </form>
  );
}

/** Behind a mailed link: the new password. */
export function ResetForm({ token }: { readonly token: string }) {
  const t = useTranslations('door.reset');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    const answer = await act('/api/door/reset', { token, password }, doneAnswer);
    if (answer.ok) {
      window.location.assign('/sign-in?why=resetDone');
      return;
    }
    setBusy(false);
    setError(answer.error.detail);
  }

  return (
    <form onSubmit={submit} className={styles.form}>
      <p role="alert" className={styles.error} hidden={!error}>
        {error}
      </p>
      <NewPasswordField value={password} onChange={setPassword} />
      <Button type="submit" variant="primary" busy={busy}>
        {t('set')}
      </Button>
      <Link href="/reset">{t('again')}</Link>
    </form>
  );
}

/** Behind a mailed link: a button, because mail programs open links by themselves. */
export function ConfirmMailForm({ token }: { readonly token: string }) {
  const t = useTranslations('door.confirmMail');
  const [error, setError] = useState<string | null>(null);

  async function confirm() {
    const answer = await act('/api/door/confirm-mail', { token }, doneAnswer);
    if (answer.ok) window.location.assign('/sign-in?why=mailDone');
    else setError(answer.error.detail);
  }

  return (
    <div className={styles.form}>
      <p role="alert" className={styles.error} hidden={!error}>
        {error}
      </p>
      <Button variant="primary" onClick={() => void confirm()}>
        {t('confirm')}
      </Button>
    </div>
  );
}
