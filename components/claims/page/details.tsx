'use client';

import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextField, TextInput } from '@/components/ui/field.tsx';
import { claimKinds, priorities } from '@/lib/claims/rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import { memberView, pageOf } from '@/lib/investigations/schema.ts';
import { ActDialog } from '../act-dialog.tsx';
import styles from '../claims.module.css';
import type { Known } from './entity-choice.tsx';
import { SpeakerField } from './speaker-field.tsx';
import { chainOf } from './split-dialog.tsx';
import { useClaimAct } from '../use-claim-act.ts';

interface DetailsProps {
  readonly claim: ClaimView;
  readonly mayWrite: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** Who has it, until when, how much it is worth, what kind it is; and the people of it. */
export function Details({ claim, mayWrite, refetch }: DetailsProps) {
  const t = useTranslations('claims');
  const format = useFormatter();
  const [changing, setChanging] = useState(false);
  const pairs: [string, string | null][] = [
    [t('side.madeBy'), claim.createdBy.name],
    [t('side.with'), claim.assignee?.name ?? t('common.nobody')],
    [t('side.wrote'), claim.rationale.authors.map((person) => person.name).join(', ') || null],
    [t('side.speaker'), claim.speaker?.name ?? null],
    [t('side.kind'), claim.kind ? t(`kind.${claim.kind}`) : null],
    [t('side.priority'), t(`priority.${claim.priority}`)],
    [t('side.due'), claim.dueAt ? format.dateTime(new Date(claim.dueAt), { dateStyle: 'medium' }) : null],
    [t('side.worth'), claim.checkWorthiness === null ? null : String(claim.checkWorthiness)],
    [t('side.reasons'), claim.checkReasons.join(', ') || null],
    [t('side.tags'), claim.tags.map((tag) => `#${tag}`).join(' ') || null],
  ];
  return (
    <section>
      <h2>{t('side.people')}</h2>
      <dl className={styles.pairs}>
        {pairs.map(([term, words]) =>
          words === null ? null : (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{words}</dd>
            </div>
          ),
        )}
      </dl>
      {mayWrite ? (
        <Button variant="quiet" onClick={() => setChanging(true)}>
          {t('side.change')}
        </Button>
      ) : null}
      {changing ? <ChangeDetails claim={claim} refetch={refetch} onClose={() => setChanging(false)} /> : null}
    </section>
  );
}

const listed = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

interface ChangeProps {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

function ChangeDetails({ claim, refetch, onClose }: ChangeProps) {
  const t = useTranslations('claims');
  const { data: members } = useApi(`/investigations/${claim.investigationId}/members?limit=200`, pageOf(memberView));
  const [kind, setKind] = useState<string>(claim.kind ?? '');
  const [priority, setPriority] = useState<string>(claim.priority);
  const [assigneeId, setAssigneeId] = useState(claim.assignee?.id ?? '');
  const [due, setDue] = useState(claim.dueAt?.slice(0, 10) ?? '');
  const [worth, setWorth] = useState(claim.checkWorthiness === null ? '' : String(claim.checkWorthiness));
  const [reasons, setReasons] = useState(claim.checkReasons.join(', '));
  const [tags, setTags] = useState(claim.tags.join(', '));
  const [chain, setChain] = useState(claim.attribution.join(' > '));
  const [allegation, setAllegation] = useState(claim.allegation);
  const [speaker, setSpeaker] = useState<Known | null>(claim.speaker);
  const { error, busy, act } = useClaimAct(refetch);

  async function submit() {
    const done = await act('claim.update', {
      claimId: claim.id,
      kind: kind === '' ? null : kind,
      priority,
      assigneeId: assigneeId === '' ? null : assigneeId,
      dueAt: due === '' ? null : `${due}T18:00:00Z`,
      checkWorthiness: worth === '' ? null : Number(worth),
      checkReasons: listed(reasons),
      tags: listed(tags),
      attribution: chainOf(chain),
      allegation,
      ...(speaker?.id === claim.speaker?.id ? {} : { speakerId: speaker?.id ?? null }),
    });
    if (done) onClose();
  }

  return (
    <ActDialog
      title={t('side.change')}
      act={t('common.save')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <div className={styles.row}>
        <Field label={t('side.kind')}>
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => setKind(event.target.value)}>
              <option value="">{t('side.noKind')}</option>
              {claimKinds.map((key) => (
                <option key={key} value={key}>
                  {t(`kind.${key}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('side.priority')}>
          {(control) => (
            <Select {...control} value={priority} onChange={(event) => setPriority(event.target.value)}>
              {priorities.map((key) => (
                <option key={key} value={key}>
                  {t(`priority.${key}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className={styles.row}>
        <Field label={t('side.with')}>
          {(control) => (
            <Select {...control} value={assigneeId} onChange={(event) => setAssigneeId(event.target.value)}>
              <option value="">{t('common.nobody')}</option>
              {(members?.items ?? []).map((member) => (
                <option key={member.userId} value={member.userId}>
                  {member.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TextField label={t('side.due')} type="date" value={due} onValue={setDue} />
        <TextField label={t('side.worth')} type="number" min={0} max={3} value={worth} onValue={setWorth} />
      </div>
      <Field label={t('side.reasons')}>
        {(control) => <TextInput {...control} value={reasons} onChange={(event) => setReasons(event.target.value)} />}
      </Field>
      <Field label={t('side.tags')}>
        {(control) => <TextInput {...control} value={tags} onChange={(event) => setTags(event.target.value)} />}
      </Field>
      <SpeakerField investigationId={claim.investigationId} value={speaker} onChange={setSpeaker} />
      <Field label={t('side.attribution')}>
        {(control) => <TextInput {...control} value={chain} onChange={(event) => setChain(event.target.value)} />}
      </Field>
      <label className={styles.check}>
        <input type="checkbox" checked={allegation} onChange={(event) => setAllegation(event.target.checked)} />
        {t('side.allegation')}
      </label>
    </ActDialog>
  );
}
