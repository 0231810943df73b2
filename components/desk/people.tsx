'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
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
import { atLeastCase, caseRoles } from '@/lib/platform/policy.rules.ts';
import styles from './desk.module.css';

const memberPage = pageOf(memberView);

const can: Record<(typeof caseRoles)[number], string> = {
  viewer: 'reads',
  annotator: 'reads, marks, brings in sources',
  checker: 'also checks and reviews claims',
  editor: 'also decides disagreements',
  lead: 'also decides who is in the case',
};

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
        <caption className="visually-hidden">People of this investigation</caption>
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Role</th>
            <th scope="col" className={styles.hideSmall}>
              In the case
            </th>
            <th scope="col">
              <span className="visually-hidden">Acts</span>
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
                  {member.userId === meId ? <span className={styles.muted}>you</span> : null}
                  {member.active ? null : <Chip tone="bad">suspended</Chip>}
                </span>
              </td>
              <td>
                {leads ? (
                  <Select
                    aria-label={`Role of ${member.name}`}
                    value={member.role}
                    onChange={(event) => void act('member.set', { userId: member.userId, role: event.target.value })}
                  >
                    {caseRoles.map((role) => (
                      <option key={role} value={role}>
                        {role}: {can[role]}
                      </option>
                    ))}
                  </Select>
                ) : (
                  member.role
                )}
              </td>
              <td className={styles.hideSmall}>
                <When at={member.since} />
              </td>
              <td>
                {leads || member.userId === meId ? (
                  <Button variant="quiet" onClick={() => setLeaving(member)}>
                    {member.userId === meId ? 'Leave' : 'Remove'}
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
        <p className={styles.muted}>Leads of the case add people and change roles.</p>
      )}
      <Dialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={leaving?.userId === meId ? 'Leave this investigation?' : `Remove ${leaving?.name ?? ''}?`}
      >
        <p>What they wrote stays. A lead can add them again at any time.</p>
        <DialogActions>
          <Button variant="quiet" onClick={() => setLeaving(null)}>
            Cancel
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              if (leaving) void act('member.remove', { userId: leaving.userId });
              setLeaving(null);
            }}
          >
            {leaving?.userId === meId ? 'Leave' : 'Remove'}
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
  const [name, setName] = useState('');
  const [role, setRole] = useState<string>('annotator');
  const [error, setError] = useState<string | null>(null);
  const { data } = useApi(`/people?q=${encodeURIComponent(name.trim())}`, peoplePage);
  const candidates = (data?.items ?? []).filter((person) => !present.some((member) => member.userId === person.id));

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    const wanted = name.trim().toLocaleLowerCase();
    const exact = candidates.filter((person) => person.name.toLocaleLowerCase() === wanted);
    const chosen = exact.length === 1 ? exact[0] : candidates.length === 1 ? candidates[0] : undefined;
    if (!chosen) {
      setError(
        candidates.length === 0
          ? 'Nobody of that name has an account. A moderator can invite them.'
          : 'Several people match. Write the whole name.',
      );
      return;
    }
    setError(null);
    await onAdd(chosen.id, role);
    setName('');
  }

  return (
    <section aria-labelledby="add-person">
      <h2 id="add-person">Add a person</h2>
      <form className={styles.row} onSubmit={submit}>
        <Field label="Name" error={error}>
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
        <Field label="Role">
          {(control) => (
            <Select {...control} value={role} onChange={(event) => setRole(event.target.value)}>
              {caseRoles.map((item) => (
                <option key={item} value={item}>
                  {item}: {can[item]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit">Add</Button>
      </form>
    </section>
  );
}
