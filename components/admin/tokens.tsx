'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextField } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import { tokenPage } from '@/lib/accounts/secure.schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import styles from './admin.module.css';
import type { Secured } from './use-secured.tsx';

const DAY = 86_400_000;
const scopeSets = { read: ['read'], write: ['read', 'write'], admin: ['read', 'write', 'admin'] } as const;
type ScopeSet = keyof typeof scopeSets;
const isScopeSet = (value: string): value is ScopeSet => value in scopeSets;

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Made here, in the browser: the server is only ever given its hash. */
async function newSecret(): Promise<{ readonly secret: string; readonly tokenHash: string }> {
  const secret = `rdt_${hex(crypto.getRandomValues(new Uint8Array(32)))}`;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return { secret, tokenHash: hex(new Uint8Array(digest)) };
}

export function Tokens({ secured }: { readonly secured: Secured }) {
  const me = useMe();
  const t = useTranslations('accounts.tokens');
  const { data, refetch } = useApi('/me/tokens', tokenPage);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<ScopeSet>('read');
  const [days, setDays] = useState('90');
  const [made, setMade] = useState<string | null>(null);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const { secret, tokenHash } = await newSecret();
    const expiresAt = new Date(Date.now() + Number(days) * DAY).toISOString();
    const input = { id: newId(), userId: me.id, name, tokenHash, scopes: scopeSets[scopes], expiresAt };
    if (await secured.command('token.create', input)) {
      setMade(secret);
      setName('');
    }
    await refetch();
  }

  return (
    <section aria-labelledby="tokens">
      <h2 id="tokens">{t('title')}</h2>
      <p>{t('what')}</p>
      {made ? (
        <div className={styles.secret}>
          <p>{t('once')}</p>
          <code>{made}</code>
          <Button onClick={() => setMade(null)}>{t('kept')}</Button>
        </div>
      ) : null}
      <ul className={styles.links}>
        {(data?.items ?? []).map((token) => (
          <li key={token.id}>
            <b>{token.name}</b>
            <span>{token.scopes.join(', ')}</span>
            <span>
              {token.lastUsedAt ? (
                <>
                  {t('used')} <When at={token.lastUsedAt} />
                </>
              ) : (
                t('unused')
              )}
            </span>
            {token.expiresAt ? (
              <span>
                {t('until')} {token.expiresAt.slice(0, 10)}
              </span>
            ) : null}
            <Button
              variant="quiet"
              aria-label={t('revokeNamed', { name: token.name })}
              onClick={() =>
                void secured.command('token.revoke', { userId: me.id, tokenId: token.id }).then(() => refetch())
              }
            >
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className={styles.tools}>
        <TextField label={t('name')} required maxLength={100} value={name} onValue={setName} />
        <Field label={t('scopes')}>
          {(control) => (
            <Select
              {...control}
              value={scopes}
              onChange={(event) => {
                if (isScopeSet(event.target.value)) setScopes(event.target.value);
              }}
            >
              <option value="read">{t('read')}</option>
              <option value="write">{t('write')}</option>
              <option value="admin">{t('admin')}</option>
            </Select>
          )}
        </Field>
        <Field label={t('expires')}>
          {(control) => (
            <Select {...control} value={days} onChange={(event) => setDays(event.target.value)}>
              {[7, 30, 90, 365].map((count) => (
                <option key={count} value={count}>
                  {t('days', { count })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit">{t('make')}</Button>
      </form>
    </section>
  );
}
