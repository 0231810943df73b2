'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { invitationView } from '@/lib/accounts/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { newId } from '@/lib/platform/ids.ts';
import { accountRoles } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';

const invitationPage = pageOf(invitationView);

/** Invite one or many; each gets a single-use link, shown here to send as one likes. */
export function Invitations({
  act,
}: {
  readonly act: (name: string, input: Record<string, unknown>) => Promise<boolean>;
}) {
  const me = useMe();
  const toast = useToast();
  const { data, refetch } = useApi('/invitations?limit=100', invitationPage);
  const [addresses, setAddresses] = useState('');
  const [role, setRole] = useState<string>('member');
  const open = (data?.items ?? []).filter((invitation) => invitation.link !== null);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const kept: string[] = [];
    for (const email of addresses.split(/[\s,;]+/u).filter(Boolean)) {
      // What was refused stays in the field, to be mended.
      if (!(await act('account.invite', { id: newId(), email, role }))) kept.push(email);
    }
    setAddresses(kept.join('\n'));
    await refetch();
  }

  async function copy(link: string) {
    await navigator.clipboard.writeText(new URL(link, window.location.href).href);
    toast({ text: 'Link copied.' });
  }

  return (
    <section aria-labelledby="invite">
      <h2 id="invite">Invite</h2>
      <form onSubmit={submit} className={styles.tools}>
        <Field label="Mail addresses, one per line">
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              required
              value={addresses}
              onChange={(event) => setAddresses(event.target.value)}
            />
          )}
        </Field>
        <Field label="Role">
          {(control) => (
            <Select {...control} value={role} onChange={(event) => setRole(event.target.value)}>
              {accountRoles.map((item) => (
                <option key={item} value={item} disabled={me.role !== 'admin' && item !== 'member'}>
                  {item}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary">
          Invite
        </Button>
      </form>
      <ul className={styles.links}>
        {open.map((invitation) => (
          <li key={invitation.id}>
            <b>{invitation.email}</b>
            <code>{invitation.link}</code>
            <Button onClick={() => void copy(invitation.link ?? '')}>Copy link</Button>
            <Button
              variant="quiet"
              onClick={() => void act('invitation.revoke', { invitationId: invitation.id }).then(() => refetch())}
            >
              Take back
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
