'use client';

import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useState, useSyncExternalStore } from 'react';
import type { SyntheticEvent } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import type { SecurityView } from '@/lib/accounts/secure.schema.ts';
import { passkeyAsk } from '@/lib/accounts/secure.schema.ts';
import styles from './admin.module.css';
import type { Secured } from './use-secured.tsx';

const options = z.custom<PublicKeyCredentialCreationOptionsJSON>();
const added = z.object({ id: z.string() });
const noChange = () => () => undefined;

export function Passkeys({
  state,
  secured,
  changed,
}: {
  readonly state: SecurityView;
  readonly secured: Secured;
  readonly changed: () => void;
}) {
  const t = useTranslations('accounts.passkeys');
  const [name, setName] = useState('');
  const supported = useSyncExternalStore(noChange, browserSupportsWebAuthn, () => false);

  async function add(event: SyntheticEvent) {
    event.preventDefault();
    const asked = await secured.own('passkey-options', {}, passkeyAsk);
    if (!asked) return;
    const answer = await startRegistration({ optionsJSON: options.parse(asked.options) }).catch(() => null);
    if (answer && (await secured.own('passkey', { name, state: asked.state, answer }, added))) setName('');
    changed();
  }

  return (
    <section aria-labelledby="passkeys">
      <h2 id="passkeys">{t('title')}</h2>
      <p>{t('what')}</p>
      <ul className={styles.links}>
        {state.passkeys.map((key) => (
          <li key={key.id}>
            <b>{key.name}</b>
            <span>
              {t('added')} <When at={key.createdAt} />
            </span>
            <Button
              variant="quiet"
              aria-label={t('removeNamed', { name: key.name })}
              onClick={() => void secured.command('passkey.remove', { passkeyId: key.id }).then(() => changed())}
            >
              {t('remove')}
            </Button>
          </li>
        ))}
      </ul>
      {supported ? (
        <form onSubmit={add} className={styles.tools}>
          <TextField label={t('name')} hint={t('nameHint')} required maxLength={60} value={name} onValue={setName} />
          <Button type="submit">{t('add')}</Button>
        </form>
      ) : null}
    </section>
  );
}
