'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextArea, TextField } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import { bases, replyStatuses } from '@/lib/claims/rules.ts';
import type { ClaimView, ReplyRequestView } from '@/lib/claims/schema.ts';
import { ActDialog } from '../act-dialog.tsx';
import styles from '../claims.module.css';
import { useClaimAct } from '../use-claim-act.ts';
import type { Known } from './entity-choice.tsx';
import { EntityChoice } from './entity-choice.tsx';

interface RepliesProps {
  readonly claim: ClaimView;
  readonly mayWrite: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** Right of reply (CLM-15): who was asked, when, and what they answered. */
export function Replies({ claim, mayWrite, refetch }: RepliesProps) {
  const t = useTranslations('claims');
  const format = useFormatter();
  const [asking, setAsking] = useState(false);
  const [recording, setRecording] = useState<ReplyRequestView | null>(null);
  if (!claim.allegation && claim.replies.length === 0 && !mayWrite) return null;
  return (
    <section>
      <h2>{t('side.replyTitle')}</h2>
      {claim.replies.length === 0 ? <p>{t('side.noReply')}</p> : null}
      <ul className={styles.plainList}>
        {claim.replies.map((reply) => (
          <li key={reply.id}>
            <b>
              {reply.entityId ? <Link href={`/entities/${reply.entityId}`}>{reply.personName}</Link> : reply.personName}
            </b>
            , {t(`reply.${reply.status}`)}
            {reply.basis ? `, ${t(`basis.${reply.basis}`)}` : ''}{' '}
            <small>
              <When at={reply.answeredAt ?? reply.askedAt} />
              {reply.channel ? `, ${reply.channel}` : ''}, {t('side.askedBy', { name: reply.askedBy.name })}
              {reply.status === 'asked' && reply.dueAt
                ? `, ${t('side.expected', { date: format.dateTime(new Date(reply.dueAt), { dateStyle: 'medium' }) })}`
                : ''}
            </small>
            {reply.answer ? <blockquote className={styles.quote}>“{reply.answer}”</blockquote> : null}
            {mayWrite ? (
              <Button variant="quiet" onClick={() => setRecording(reply)}>
                {t('side.record')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <Button variant="quiet" onClick={() => setAsking(true)}>
          {t('side.askReply')}
        </Button>
      ) : null}
      {asking ? <AskDialog claim={claim} refetch={refetch} onClose={() => setAsking(false)} /> : null}
      {recording ? (
        <RecordDialog claim={claim} reply={recording} refetch={refetch} onClose={() => setRecording(null)} />
      ) : null}
    </section>
  );
}

const localDay = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const today = (): string => localDay(new Date());

/** Of an earlier day only the day is known; what is of today is of this moment, which the server says. */
const momentOf = (field: 'askedAt' | 'answeredAt', day: string): Record<string, string> =>
  day === '' || day === today() ? {} : { [field]: new Date(`${day}T12:00`).toISOString() };

interface DialogProps {
  readonly claim: ClaimView;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

function AskDialog({ claim, refetch, onClose }: DialogProps) {
  const t = useTranslations('claims');
  const [personName, setPersonName] = useState('');
  const [known, setKnown] = useState<Known | null>(null);
  const [channel, setChannel] = useState('');
  const [asked, setAsked] = useState(today);
  const [due, setDue] = useState('');
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('claim.ask_reply', {
      claimId: claim.id,
      personName,
      ...(known ? { entityId: known.id } : {}),
      channel,
      ...momentOf('askedAt', asked),
      ...(due === '' ? {} : { dueAt: new Date(`${due}T18:00`).toISOString() }),
    }).then((done) => (done ? onClose() : undefined));
  return (
    <ActDialog
      title={t('side.askReply')}
      act={t('common.save')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField label={t('side.personName')} required maxLength={200} value={personName} onValue={setPersonName} />
      <EntityChoice
        investigationId={claim.investigationId}
        label={t('common.optional', { label: t('side.knownAs') })}
        none={t('side.notKnown')}
        typed={personName}
        value={known}
        onChange={setKnown}
      />
      <TextField
        label={t('common.optional', { label: t('side.channel') })}
        maxLength={200}
        value={channel}
        onValue={setChannel}
      />
      <TextField label={t('side.askedAt')} type="date" required max={today()} value={asked} onValue={setAsked} />
      <TextField
        label={t('common.optional', { label: t('side.replyDue') })}
        type="date"
        min={asked}
        value={due}
        onValue={setDue}
      />
    </ActDialog>
  );
}

function RecordDialog({ claim, reply, refetch, onClose }: DialogProps & { readonly reply: ReplyRequestView }) {
  const t = useTranslations('claims');
  const [status, setStatus] = useState<string>('answered');
  const [answer, setAnswer] = useState(reply.answer);
  const [basis, setBasis] = useState<string>(reply.basis ?? '');
  const [answered, setAnswered] = useState(today);
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('claim.record_reply', {
      claimId: claim.id,
      replyId: reply.id,
      status,
      answer,
      ...(status === 'answered' ? { basis } : {}),
      ...momentOf('answeredAt', answered),
    }).then((done) => (done ? onClose() : undefined));
  return (
    <ActDialog
      title={t('side.record')}
      act={t('common.save')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t('side.status')}>
        {(control) => (
          <Select {...control} value={status} onChange={(event) => setStatus(event.target.value)}>
            {replyStatuses.map((key) => (
              <option key={key} value={key}>
                {t(`reply.${key}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {status === 'asked' ? null : (
        <TextField
          label={t('side.answeredAt')}
          type="date"
          required
          min={localDay(new Date(reply.askedAt))}
          max={today()}
          value={answered}
          onValue={setAnswered}
        />
      )}
      <Field label={t('side.answer')}>
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            required={status === 'answered'}
            maxLength={8000}
            value={answer}
            onChange={(event) => setAnswer(event.target.value)}
          />
        )}
      </Field>
      {status === 'answered' ? (
        <Field label={t('evidence.basisLabel')} hint={t('side.basisHint')}>
          {(control) => (
            <Select {...control} required value={basis} onChange={(event) => setBasis(event.target.value)}>
              <option value="">{t('common.choose')}</option>
              {bases.map((key) => (
                <option key={key} value={key}>
                  {t(`basis.${key}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
    </ActDialog>
  );
}
