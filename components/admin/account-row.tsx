'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import desk from '@/components/desk/desk.module.css';
import { useMe } from '@/components/desk/providers.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Select } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import type { AccountView } from '@/lib/accounts/schema.ts';
import { accountRoles } from '@/lib/platform/permissions.rules.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';
import type { Secured } from './use-secured.tsx';

const made = z.object({ link: z.string() });

/** One account, and what this viewer may do about it. */
export function AccountRow({
  account,
  chosen,
  onChoose,
  act,
  secured,
  onSuspend,
}: {
  readonly account: AccountView;
  readonly chosen: boolean;
  readonly onChoose: (chosen: boolean) => void;
  readonly act: (name: string, input: Record<string, unknown>) => Promise<boolean>;
  readonly secured: Secured;
  readonly onSuspend: () => void;
}) {
  const me = useMe();
  const t = useTranslations('moderation.accounts');
  const [link, setLink] = useState<string | null>(null);
  const isAdmin = atLeastAccount(me.role, 'admin');
  const mayAct = account.id !== me.id && account.state !== 'closed' && (isAdmin || account.role === 'member');
  return (
    <tr>
      <td>
        {mayAct && account.state === 'active' ? (
          <input
            type="checkbox"
            aria-label={t('chooseNamed', { name: account.name })}
            checked={chosen}
            onChange={(event) => onChoose(event.target.checked)}
          />
        ) : null}
      </td>
      <td>
        <span className={desk.personCell}>
          <Avatar id={account.id} name={account.name} />
          <span>
            <Link href={`/accounts/audit?personId=${account.id}`}>{account.name}</Link>
            <br />
            <small className={desk.muted}>{account.email}</small>
          </span>
        </span>
      </td>
      <td>
        {mayAct ? (
          <Select
            aria-label={t('roleOf', { name: account.name })}
            value={account.role}
            onChange={(event) => void act('account.update', { accountId: account.id, role: event.target.value })}
          >
            {accountRoles.map((role) => (
              <option key={role} value={role} disabled={!isAdmin && role !== 'member'}>
                {t(`roles.${role}`)}
              </option>
            ))}
          </Select>
        ) : (
          t(`roles.${account.role}`)
        )}
        {account.role !== 'member' && !account.secondFactor ? (
          <>
            <br />
            <small className={desk.muted}>{t('noFactor')}</small>
          </>
        ) : null}
      </td>
      <td>
        <Chip tone={account.state === 'active' ? 'ok' : 'bad'}>{t(`states.${account.state}`)}</Chip>
        {account.suspendedReason ? (
          <>
            <br />
            <small className={desk.muted}>
              {account.suspendedReason}
              {account.suspendedUntil ? `, ${t('until', { date: account.suspendedUntil.slice(0, 10) })}` : ''}
            </small>
          </>
        ) : null}
      </td>
      <td className={desk.hideSmall}>{account.lastSeenAt ? <When at={account.lastSeenAt} /> : t('never')}</td>
      <td className={desk.hideSmall}>{account.cases}</td>
      <td>
        {mayAct ? (
          <span className={styles.acts}>
            {account.state === 'suspended' ? (
              <Button onClick={() => void act('account.reinstate', { accountId: account.id })}>{t('reinstate')}</Button>
            ) : (
              <Button variant="danger" onClick={onSuspend} aria-label={t('suspendNamed', { name: account.name })}>
                {t('suspend')}
              </Button>
            )}
            <Button
              variant="quiet"
              aria-label={t('resetNamed', { name: account.name })}
              onClick={() =>
                void secured
                  .own('reset-link', { accountId: account.id, dropFactor: true }, made)
                  .then((answer) => setLink(answer?.link ?? null))
              }
            >
              {t('reset')}
            </Button>
          </span>
        ) : null}
        {account.id === me.id ? <small className={desk.muted}>{t('yourself')}</small> : null}
        {link ? (
          <p>
            <small>{t('resetMade')}</small> <code>{link}</code>
          </p>
        ) : null}
      </td>
    </tr>
  );
}
