'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { get } from '@/components/data/api.ts';
import { sendCommand } from '@/components/data/send-command.ts';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextInput } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { When } from '@/components/ui/when.tsx';
import { peoplePage } from '@/lib/accounts/schema.ts';
import type { InvestigationView, MemberView } from '@/lib/investigations/schema.ts';
import { memberView, pageOf } from '@/lib/investigations/schema.ts';
import { caseRoles } from '@/lib/platform/permissions.rules.ts';
import { atLeastCase } from '@/lib/platform/policy.rules.ts';
import styles from './desk.module.css';

const memberPage = pageOf(memberView);

/** "checker: also checks and reviews claims" */
function useRoleWords() {
  const t = useTranslations('desk.people');
  const named = useTranslations('claims.role');
  return {
    named,
    described: (role: (typeof caseRoles)[number]) => t('roleCan', { role: named(role), can: t(`can.${role}`) }),
  };
}

/** Who is in the case and as what; leads change it. */
export function People({
  investigation,
  meId,
  initial,
}: {
  readonly investigation: InvestigationView;
  readonly meId: string;
  readonly initial: { readonly items: readonly MemberView[]; readonly next: string | null };
}) {
  const t = useTranslations('desk.people');
  const words = useRoleWords();
  const path = `/investigations/${investigation.id}/members?limit=200`;
  const { data = initial, refetch } = useApi(path, memberPage, { initialData: initial });
  useEvents(investigation.id, (event) => {
    if (event.subject.type === 'member') void refetch();
  });
  const [leaving, setLeaving] = useState<MemberView | null>(null);
  const toast = useToast();
  const mine = data.items.find((member) => member.userId === meId)?.role ?? null;
  const leads = mine !== null && atLeastCase(mine, 'lead');

  async function act(name: string, input: Record<string, unknown>) {
    const result = await sendCommand(name, { investigationId: investigation.id, ...input });
    if (!result.ok) toast({ text: result.error.detail, tone: 'bad' });
    await refetch();
  }

  return (
    <>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('role')}</th>
            <th scope="col" className={styles.hideSmall}>
              {t('since')}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t('acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((member) => (
            <tr key={member.userId}>
              <td>
                <span className={styles.personCell}>
                  <Avatar id={member.userId} name={member.name} />
                  {member.name}
                  {member.userId === meId ? <span className={styles.muted}>{t('you')}</span> : null}
                  {member.active ? null : <Chip tone="bad">{t('suspended')}</Chip>}
                </span>
              </td>
              <td>
                {leads ? (
                  <Select
                    aria-label={t('roleOf', { name: member.name })}
                    value={member.role}
                    onChange={(event) => void act('member.set', { userId: member.userId, role: event.target.value })}
                  >
                    {caseRoles.map((role) => (
                      <option key={role} value={role}>
                        {words.described(role)}
                      </option>
                    ))}
                  </Select>
                ) : (
                  words.named(member.role)
                )}
              </td>
              <td className={styles.hideSmall}>
                <When at={member.since} />
              </td>
              <td>
                {leads || member.userId === meId ? (
                  <Button variant="quiet" onClick={() => setLeaving(member)}>
                    {member.userId === meId ? t('leave') : t('remove')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {leads ? (
        <AddPerson present={data.items} onAdd={(userId, role) => act('member.set', { userId, role })} />
      ) : (
        <p className={styles.muted}>{t('leadsOnly')}</p>
      )}
      <Dialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={leaving?.userId === meId ? t('leaveTitle') : t('removeTitle', { name: leaving?.name ?? '' })}
      >
        <p>{t('stays')}</p>
        <DialogActions>
          <Button variant="quiet" onClick={() => setLeaving(null)}>
            {t('cancel')}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              if (leaving) void act('member.remove', { userId: leaving.userId });
              setLeaving(null);
            }}
          >
            {leaving?.userId === meId ? t('leave') : t('remove')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function AddPerson({
  present,
  onAdd,
}: {
  readonly present: readonly MemberView[];
  readonly onAdd: (userId: string, role: string) => Promise<void>;
}) {
  const t = useTranslations('desk.people');
  const words = useRoleWords();
  const [name, setName] = useState('');
  const [role, setRole] = useState<string>('annotator');
  const [error, setError] = useState<string | null>(null);
  const path = `/people?q=${encodeURIComponent(name.trim())}`;
  const { data } = useApi(path, peoplePage);
  const addable = <One extends { readonly id: string }>(people: readonly One[]) =>
    people.filter((person) => !present.some((member) => member.userId === person.id));
  const candidates = addable(data?.items ?? []);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const wanted = name.trim().toLocaleLowerCase();
    // Asked now: what is offered while one types may still be on its way.
    const answer = await get(path, peoplePage).catch((cause: unknown) => cause);
    if (answer instanceof Error) {
      setError(answer.message);
      return;
    }
    const found = addable(peoplePage.parse(answer).items);
    const exact = found.filter((person) => person.name.toLocaleLowerCase() === wanted);
    const chosen = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
    if (!chosen) {
      setError(found.length === 0 ? t('nobody') : t('several'));
      return;
    }
    setError(null);
    await onAdd(chosen.id, role);
    setName('');
  }

  return (
    <section aria-labelledby="add-person">
      <h2 id="add-person">{t('add')}</h2>
      <form className={styles.row} onSubmit={submit}>
        <Field label={t('name')} error={error}>
          {(control) => (
            <>
              <TextInput
                {...control}
                list="people-found"
                autoComplete="off"
                value={name}
                onChange={(event) => setName(event.target.value)}
                required
              />
              <datalist id="people-found">
                {candidates.map((person) => (
                  <option key={person.id} value={person.name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label={t('role')}>
          {(control) => (
            <Select {...control} value={role} onChange={(event) => setRole(event.target.value)}>
              {caseRoles.map((item) => (
                <option key={item} value={item}>
                  {words.described(item)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit">{t('addDo')}</Button>
      </form>
    </section>
  );
}
