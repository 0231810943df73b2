'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { begunFactor, recoveryCodes } from '@/lib/accounts/secure.schema.ts';
import type { SecurityView } from '@/lib/accounts/secure.schema.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import styles from './admin.module.css';
import type { Secured } from './use-secured.tsx';

/** Adding, renewing and taking away the codes of an authenticator app. */
export function SecondFactor({
  state,
  secured,
  changed,
}: {
  readonly state: SecurityView;
  readonly secured: Secured;
  readonly changed: () => void;
}) {
  const t = useTranslations('accounts.secondFactor');
  const [begun, setBegun] = useState<{ readonly secret: string; readonly picture: string } | null>(null);
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  async function confirm(event: SyntheticEvent) {
    event.preventDefault();
    const done = await secured.own('second-factor-confirm', { code }, recoveryCodes);
    if (!done) return;
    setBegun(null);
    setCode('');
    setCodes(done.codes);
    changed();
  }

  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor">{t('title')}</h2>
      <p>{state.secondFactor ? t('on', { left: state.recoveryCodesLeft }) : t('off')}</p>
      {codes ? (
        <div className={styles.secret}>
          <p>{t('keep')}</p>
          <ul className={styles.codes}>
            {codes.map((one) => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
          <Button onClick={() => setCodes(null)}>{t('kept')}</Button>
        </div>
      ) : null}
      {begun ? (
        <form onSubmit={confirm} className={styles.form}>
          <p>{t('scan')}</p>
          {/* An SVG made by the server of the address alone; as an image it can run nothing. */}
          <img
            className={styles.picture}
            src={`data:image/svg+xml,${encodeURIComponent(begun.picture)}`}
            alt={t('picture')}
            width={200}
            height={200}
          />
          <p>
            {t('byHand')} <code>{begun.secret}</code>
          </p>
          <TextField
            label={t('code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            value={code}
            onValue={setCode}
          />
          <div className={styles.tools}>
            <Button type="submit" variant="primary">
              {t('confirm')}
            </Button>
            <Button variant="quiet" onClick={() => setBegun(null)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div className={styles.tools}>
          {state.secondFactor ? (
            <>
              <Button
                onClick={() =>
                  void secured.own('recovery-codes', {}, recoveryCodes).then((done) => {
                    if (done) setCodes(done.codes);
                    changed();
                  })
                }
              >
                {t('renew')}
              </Button>
              <Button
                variant="danger"
                onClick={() => void secured.command('second_factor.remove', {}).then(() => changed())}
              >
                {t('remove')}
              </Button>
            </>
          ) : (
            <Button onClick={() => void secured.own('second-factor', {}, begunFactor).then(setBegun)}>
              {t('add')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
