'use client';

import Link from 'next/link';
import { useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import desk from '@/components/desk/desk.module.css';
import { useMe } from '@/components/desk/providers.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Field, Select, TextInput } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { When } from '@/components/ui/when.tsx';
import type { AccountView } from '@/lib/accounts/schema.ts';
import { accountView } from '@/lib/accounts/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { accountRoles } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';
import { Invitations } from './invitations.tsx';
import { SuspendDialog } from './suspend-dialog.tsx';

const accountPage = pageOf(accountView);

/** Everybody with an account: who they are, what they may do, and the acts of a moderator. */
export function AccountsTable({
  initial,
}: {
  readonly initial: { readonly items: readonly AccountView[]; readonly next: string | null };
}) {
  const me = useMe();
  const toast = useToast();
  const [q, setQ] = useState('');
  const [suspending, setSuspending] = useState<AccountView | null>(null);
  const path = `/accounts?limit=200${q ? `&q=${encodeURIComponent(q)}` : ''}`;
  const { data = initial, refetch } = useApi(path, accountPage, q === '' ? { initialData: initial } : {});

  async function act(name: string, input: Record<string, unknown>): Promise<boolean> {
    const result = await sendCommand(name, input);
    if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
    await refetch();
    return result.ok;
  }

  return (
    <>
      <div className={desk.head}>
        <h1>Accounts</h1>
        <Link href="/accounts/audit">Audit trail</Link>
      </div>
      <div className={styles.tools}>
        <Field label="Find by name or mail address">
          {(control) => (
            <TextInput {...control} type="search" value={q} onChange={(event) => setQ(event.target.value)} />
          )}
        </Field>
      </div>
      {data.items.length === 0 ? (
        <EmptyState title="Nobody of that name.">
          <p>Look for another part of the name, or invite them below.</p>
        </EmptyState>
      ) : (
        <table className={desk.table}>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Role</th>
              <th scope="col">State</th>
              <th scope="col" className={desk.hideSmall}>
                Last seen
              </th>
              <th scope="col" className={desk.hideSmall}>
                Cases
              </th>
              <th scope="col">
                <span className="visually-hidden">Acts</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((account) => (
              <tr key={account.id}>
                <td>
                  <span className={desk.personCell}>
                    <Avatar id={account.id} name={account.name} />
                    <span>
                      {account.name}
                      <br />
                      <small className={desk.muted}>{account.email}</small>
                    </span>
                  </span>
                </td>
                <td>
                  {account.id === me.id || (me.role !== 'admin' && account.role !== 'member') ? (
                    account.role
                  ) : (
                    <Select
                      aria-label={`Role of ${account.name}`}
                      value={account.role}
                      onChange={(event) =>
                        void act('account.update', { accountId: account.id, role: event.target.value })
                      }
                    >
                      {accountRoles.map((role) => (
                        <option key={role} value={role} disabled={me.role !== 'admin' && role !== 'member'}>
                          {role}
                        </option>
                      ))}
                    </Select>
                  )}
                </td>
                <td>
                  {account.state === 'active' ? <Chip tone="ok">active</Chip> : <Chip tone="bad">{account.state}</Chip>}
                  {account.suspendedReason ? (
                    <>
                      <br />
                      <small className={desk.muted}>{account.suspendedReason}</small>
                    </>
                  ) : null}
                </td>
                <td className={desk.hideSmall}>{account.lastSeenAt ? <When at={account.lastSeenAt} /> : 'never'}</td>
                <td className={desk.hideSmall}>{account.cases}</td>
                <td>
                  {account.id === me.id ? null : account.state === 'suspended' ? (
                    <Button onClick={() => void act('account.reinstate', { accountId: account.id })}>Reinstate</Button>
                  ) : (
                    <Button
                      variant="danger"
                      onClick={() => setSuspending(account)}
                      aria-label={`Suspend ${account.name}`}
                    >
                      Suspend
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Invitations act={act} />
      {suspending ? (
        <SuspendDialog
          account={suspending}
          onClose={() => setSuspending(null)}
          onSuspend={async (reason) => {
            if (await act('account.suspend', { accountId: suspending.id, reason })) setSuspending(null);
          }}
        />
      ) : null}
    </>
  );
}
