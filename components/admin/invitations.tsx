'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { InviteLines } from '@/lib/accounts/schema.ts';
import { invitationView, inviteLines } from '@/lib/accounts/schema.ts';
import { pageOf } from '@/lib/investigations/schema.ts';
import { parseInvitees } from '@/lib/moderation/rules.ts';
import { accountRoles } from '@/lib/platform/permissions.rules.ts';
import { atLeastAccount } from '@/lib/platform/policy.rules.ts';
import styles from './admin.module.css';
import type { Secured } from './use-secured.tsx';

const invitationPage = pageOf(invitationView);

/** Invite one or a whole pasted list: each line says what became of it, with the single-use link. */
export function Invitations({ secured }: { readonly secured: Secured }) {
  const me = useMe();
  const toast = useToast();
  const t = useTranslations('moderation.invite');
  const roles = useTranslations('moderation.accounts.roles');
  const { data, refetch } = useApi('/invitations?limit=100', invitationPage);
  const [pasted, setPasted] = useState('');
  const [role, setRole] = useState<string>('member');
  const [lines, setLines] = useState<InviteLines['lines']>([]);
  const people = parseInvitees(pasted);
  const open = (data?.items ?? []).filter((invitation) => invitation.link !== null);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const input = { role, people: people.map(({ email, name }) => ({ email, name })) };
    const done = await secured.own('invite', input, inviteLines);
    if (!done) return;
    setLines(done.lines);
    // What was refused stays in the field, to be mended.
    setPasted(
      done.lines
        .filter(({ result }) => result === 'no_address')
        .map(({ email }) => email)
        .join('\n'),
    );
    await refetch();
  }

  async function copy(link: string) {
    await navigator.clipboard.writeText(new URL(link, window.location.href).href);
    toast({ text: t('copied') });
  }

  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t('title')}</h2>
      <form onSubmit={submit} className={styles.tools}>
        <Field label={t('people')} hint={t('peopleHint', { count: people.length })}>
          {(control) => (
            <TextArea
              {...control}
              rows={4}
              required
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('role')}>
          {(control) => (
            <Select {...control} value={role} onChange={(event) => setRole(event.target.value)}>
              {accountRoles.map((item) => (
                <option key={item} value={item} disabled={!atLeastAccount(me.role, 'admin') && item !== 'member'}>
                  {roles(item)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" variant="primary">
          {t('go')}
        </Button>
      </form>
      {lines.length > 0 ? (
        <ul className={styles.links} aria-label={t('results')}>
          {lines.map((line, index) => (
            <li key={`${line.email}-${index}`}>
              <b>{line.email}</b>
              <Chip tone={line.link ? 'ok' : 'warn'}>{t(`result.${line.result}`)}</Chip>
              {line.link ? <span>{line.mailed ? t('mailed') : t('byHand')}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <h2>{t('waiting')}</h2>
      {open.length === 0 ? <p>{t('none')}</p> : null}
      <ul className={styles.links}>
        {open.map((invitation) => (
          <li key={invitation.id}>
            <b>{invitation.email}</b>
            <code>{invitation.link}</code>
            <Button onClick={() => void copy(invitation.link ?? '')}>{t('copy')}</Button>
            <Button
              variant="quiet"
              onClick={() =>
                void secured.command('invitation.revoke', { invitationId: invitation.id }).then(() => refetch())
              }
            >
              {t('back')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
