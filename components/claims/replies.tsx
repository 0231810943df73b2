'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Field, Select, TextArea, TextField } from '@/components/ui/field.tsx';
import { When } from '@/components/ui/when.tsx';
import { replyStatuses } from '@/lib/claims/rules.ts';
import type { ClaimView, ReplyRequestView } from '@/lib/claims/schema.ts';
import { ActDialog } from './act-dialog.tsx';
import styles from './claims.module.css';
import { useClaimAct } from './use-claim-act.ts';

interface RepliesProps {
  readonly claim: ClaimView;
  readonly mayWrite: boolean;
  readonly refetch: () => Promise<unknown>;
}

/** Right of reply (CLM-15): who was asked, when, and what they answered. */
export function Replies({ claim, mayWrite, refetch }: RepliesProps) {
  const t = useTranslations('claims');
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
            <b>{reply.personName}</b>, {t(`reply.${reply.status}`)}{' '}
            <small>
              <When at={reply.answeredAt ?? reply.askedAt} />
              {reply.channel ? `, ${reply.channel}` : ''}
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
      {asking ? <AskDialog claimId={claim.id} refetch={refetch} onClose={() => setAsking(false)} /> : null}
      {recording ? (
        <RecordDialog claimId={claim.id} reply={recording} refetch={refetch} onClose={() => setRecording(null)} />
      ) : null}
    </section>
  );
}

interface DialogProps {
  readonly claimId: string;
  readonly refetch: () => Promise<unknown>;
  readonly onClose: () => void;
}

function AskDialog({ claimId, refetch, onClose }: DialogProps) {
  const t = useTranslations('claims');
  const [personName, setPersonName] = useState('');
  const [channel, setChannel] = useState('');
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('claim.ask_reply', { claimId, personName, channel }).then((done) => (done ? onClose() : undefined));
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
      <TextField
        label={t('common.optional', { label: t('side.channel') })}
        maxLength={200}
        value={channel}
        onValue={setChannel}
      />
    </ActDialog>
  );
}

function RecordDialog({ claimId, reply, refetch, onClose }: DialogProps & { readonly reply: ReplyRequestView }) {
  const t = useTranslations('claims');
  const [status, setStatus] = useState<string>('answered');
  const [answer, setAnswer] = useState(reply.answer);
  const { error, busy, act } = useClaimAct(refetch);
  const submit = () =>
    void act('claim.record_reply', { claimId, replyId: reply.id, status, answer }).then((done) =>
      done ? onClose() : undefined,
    );
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
    </ActDialog>
  );
}
