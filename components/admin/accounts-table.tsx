'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import desk from '@/components/desk/desk.module.css';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select, TextInput } from '@/components/ui/field.tsx';
import type { AccountView } from '@/lib/accounts/schema.ts';
import { accountView } from '@/lib/accounts/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { accountRoles } from '@/lib/platform/permissions.rules.ts';
import { AccountRow } from './account-row.tsx';
import styles from './admin.module.css';
import { Invitations } from './invitations.tsx';
import { SuspendDialog } from './suspend-dialog.tsx';
import { useSecured } from './use-secured.tsx';

const accountPage = pageOf(accountView);
const PAGE = 100;

/** Everybody with an account: who they are, what they may do, and the acts of a moderator, on one or on many. */
export function AccountsTable({
  initial,
}: {
  readonly initial: { readonly items: readonly AccountView[]; readonly next: string | null };
}) {
  const t = useTranslations('moderation.accounts');
  const secured = useSecured();
  const [q, setQ] = useState('');
  const [role, setRole] = useState('');
  const [state, setState] = useState('');
  const [after, setAfter] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [suspending, setSuspending] = useState<readonly AccountView[]>([]);
  const search = new URLSearchParams(
    Object.entries({ limit: String(PAGE), q, role, state, after }).filter(([, value]) => value !== ''),
  ).toString();
  const plain = search === `limit=${PAGE}`;
  const { data = initial, refetch } = useApi(`/accounts?${search}`, accountPage, plain ? { initialData: initial } : {});
  const shown = data.items.filter(({ id }) => chosen.has(id));

  async function act(name: string, input: Record<string, unknown>): Promise<boolean> {
    const done = await secured.command(name, input);
    await refetch();
    return done;
  }

  function filter(change: () => void) {
    change();
    setAfter('');
    setChosen(new Set());
  }

  async function suspend(reason: string, until: string | null) {
    for (const { id } of suspending)
      if (!(await act('account.suspend', { accountId: id, reason, ...(until ? { until } : {}) }))) return;
    setSuspending([]);
    setChosen(new Set());
  }

  return (
    <>
      <h1>{t('title')}</h1>
      <div className={styles.tools}>
        <Field label={t('find')}>
          {(control) => (
            <TextInput
              {...control}
              type="search"
              value={q}
              onChange={(event) => filter(() => setQ(event.target.value))}
            />
          )}
        </Field>
        <Field label={t('role')}>
          {(control) => (
            <Select {...control} value={role} onChange={(event) => filter(() => setRole(event.target.value))}>
              <option value="">{t('all')}</option>
              {accountRoles.map((one) => (
                <option key={one} value={one}>
                  {t(`roles.${one}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('state')}>
          {(control) => (
            <Select {...control} value={state} onChange={(event) => filter(() => setState(event.target.value))}>
              <option value="">{t('all')}</option>
              <option value="active">{t('states.active')}</option>
              <option value="suspended">{t('states.suspended')}</option>
            </Select>
          )}
        </Field>
        {shown.length > 0 ? (
          <Button variant="danger" onClick={() => setSuspending(shown)}>
            {t('suspendMany', { count: shown.length })}
          </Button>
        ) : null}
      </div>
      {data.items.length === 0 ? (
        <EmptyState title={t('empty')}>
          <p>{t('emptyHint')}</p>
        </EmptyState>
      ) : (
        <table className={desk.table}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('choose')}</span>
              </th>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col" className={desk.hideSmall}>
                {t('seen')}
              </th>
              <th scope="col" className={desk.hideSmall}>
                {t('cases')}
              </th>
              <th scope="col">
                <span className="visually-hidden">{t('acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((account) => (
              <AccountRow
                key={account.id}
                account={account}
                chosen={chosen.has(account.id)}
                onChoose={(on) =>
                  setChosen(new Set(on ? [...chosen, account.id] : [...chosen].filter((id) => id !== account.id)))
                }
                act={act}
                secured={secured}
                onSuspend={() => setSuspending([account])}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.tools}>
        {after ? <Button onClick={() => setAfter('')}>{t('first')}</Button> : null}
        {data.next ? <Button onClick={() => setAfter(data.next ?? '')}>{t('next')}</Button> : null}
        <Link href="/accounts/audit">{t('trail')}</Link>
      </div>
      <Invitations secured={secured} />
      {suspending.length > 0 ? (
        <SuspendDialog accounts={suspending} onClose={() => setSuspending([])} onSuspend={suspend} />
      ) : null}
      {secured.dialog}
    </>
  );
}
