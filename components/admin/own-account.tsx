'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { NewPasswordField } from '@/components/door/password-field.tsx';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { SecurityView } from '@/lib/accounts/secure.schema.ts';
import { securityView } from '@/lib/accounts/secure.schema.ts';
import styles from './admin.module.css';
import { Passkeys } from './passkeys.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import { Tokens } from './tokens.tsx';
import type { Secured } from './use-secured.tsx';
import { useSecured } from './use-secured.tsx';

/** One's own account: how one signs in, where one is signed in, tokens, and the way out. */
export function OwnAccount({ initial }: { readonly initial: SecurityView }) {
  const me = useMe();
  const t = useTranslations('accounts.own');
  const secured = useSecured();
  const { data: state = initial, refetch } = useApi('/me/security', securityView, { initialData: initial });
  const changed = () => void refetch();
  return (
    <div className={styles.own}>
      <h1>{t('title')}</h1>
      <p>
        {me.name}, {me.email}
      </p>
      {state.owesSecondFactor ? <p role="status">{t('owes')}</p> : null}
      <Password state={state} secured={secured} changed={changed} />
      <Mail state={state} secured={secured} />
      <SecondFactor state={state} secured={secured} changed={changed} />
      <Passkeys state={state} secured={secured} changed={changed} />
      <Sessions />
      <Tokens secured={secured} />
      <Leaving secured={secured} />
      {secured.dialog}
    </div>
  );
}

function Password({
  state,
  secured,
  changed,
}: {
  readonly state: SecurityView;
  readonly secured: Secured;
  readonly changed: () => void;
}) {
  const t = useTranslations('accounts.own');
  const toast = useToast();
  const [password, setPassword] = useState('');
  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!(await secured.own('password', { password }, z.object({ done: z.boolean() })))) return;
    setPassword('');
    toast({ text: t('passwordSet') });
    changed();
  }
  return (
    <section aria-labelledby="password">
      <h2 id="password">{state.hasPassword ? t('changePassword') : t('setPassword')}</h2>
      <form onSubmit={submit} className={styles.form}>
        <NewPasswordField value={password} onChange={setPassword} />
        <p>{t('endsOthers')}</p>
        <div>
          <Button type="submit">{t('save')}</Button>
        </div>
      </form>
    </section>
  );
}

function Mail({ state, secured }: { readonly state: SecurityView; readonly secured: Secured }) {
  const t = useTranslations('accounts.own');
  const toast = useToast();
  const [email, setEmail] = useState('');
  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!(await secured.own('mail', { email }, z.object({ mailed: z.boolean() })))) return;
    setEmail('');
    toast({ text: t('mailSent') });
  }
  return (
    <section aria-labelledby="mail">
      <h2 id="mail">{t('changeMail')}</h2>
      {state.mailConfigured ? (
        <form onSubmit={submit} className={styles.tools}>
          <TextField label={t('newMail')} type="email" autoComplete="email" required value={email} onValue={setEmail} />
          <Button type="submit">{t('prove')}</Button>
        </form>
      ) : (
        <p>{t('noMail')}</p>
      )}
    </section>
  );
}

function Leaving({ secured }: { readonly secured: Secured }) {
  const t = useTranslations('accounts.own');
  const [asking, setAsking] = useState(false);
  const [pseudonym, setPseudonym] = useState('');
  async function close(event: SyntheticEvent) {
    event.preventDefault();
    if (await secured.command('me.close', pseudonym.trim() ? { pseudonym } : {})) window.location.assign('/sign-in');
  }
  return (
    <section aria-labelledby="leaving">
      <h2 id="leaving">{t('leaving')}</h2>
      <div className={styles.tools}>
        <a href="/api/v1/me/export" download="redthread-my-data.json">
          {t('export')}
        </a>
        {asking ? null : (
          <Button variant="danger" onClick={() => setAsking(true)}>
            {t('close')}
          </Button>
        )}
      </div>
      {asking ? (
        <form onSubmit={close} className={styles.form}>
          <p>{t('closeWords')}</p>
          <TextField
            label={t('pseudonym')}
            hint={t('pseudonymHint')}
            maxLength={120}
            value={pseudonym}
            onValue={setPseudonym}
          />
          <div className={styles.tools}>
            <Button variant="danger" type="submit">
              {t('closeNow')}
            </Button>
            <Button variant="quiet" onClick={() => setAsking(false)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
