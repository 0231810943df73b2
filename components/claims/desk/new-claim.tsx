'use client';

import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { sendCommand } from '@/components/data/send-command.ts';
import { Field, TextArea } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import { newId } from '@/lib/platform/ids.ts';
import { ActDialog } from '../act-dialog.tsx';
import { AlreadyChecked } from '../already-checked.tsx';
import type { Known } from '../page/entity-choice.tsx';
import { SpeakerField } from '../page/speaker-field.tsx';

interface NewClaimProps {
  readonly investigationId: string;
  readonly fromList: boolean;
  readonly onClose: () => void;
}

/** A claim by hand, or many from a pasted list; what looks like it is offered while one types (CLM-14). */
export function NewClaim({ investigationId, fromList, onClose }: NewClaimProps) {
  return fromList ? (
    <FromList investigationId={investigationId} onClose={onClose} />
  ) : (
    <ByHand investigationId={investigationId} onClose={onClose} />
  );
}

type Props = Omit<NewClaimProps, 'fromList'>;

function ByHand({ investigationId, onClose }: Props) {
  const t = useTranslations('claims.newClaim');
  const [statement, setStatement] = useState('');
  const [speaker, setSpeaker] = useState<Known | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const typed = useDeferredValue(statement.trim());
  async function submit() {
    setBusy(true);
    const result = await sendCommand('claim.create', {
      id: newId(),
      investigationId,
      statement,
      ...(speaker ? { speakerId: speaker.id } : {}),
    });
    setBusy(false);
    if (result.ok) onClose();
    else setError(result.error.detail);
  }
  return (
    <ActDialog
      title={t('title')}
      act={t('make')}
      error={error}
      busy={busy}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Field label={t('what')} hint={t('hint')}>
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            required
            maxLength={1000}
            value={statement}
            onChange={(event) => setStatement(event.target.value)}
          />
        )}
      </Field>
      <AlreadyChecked words={typed} investigationId={investigationId} />
      <SpeakerField investigationId={investigationId} value={speaker} onChange={setSpeaker} />
    </ActDialog>
  );
}

const made = z.object({ ids: z.array(z.string()), passedOver: z.array(z.string()) });

function FromList({ investigationId, onClose }: Props) {
  const t = useTranslations('claims.newClaim');
  const toast = useToast();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const statements = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  async function submit() {
    setBusy(true);
    const result = await sendCommand('claim.create_many', { investigationId, statements });
    setBusy(false);
    if (!result.ok) {
      setError(result.error.detail);
      return;
    }
    const answer = made.safeParse(result.value).data;
    toast({ text: t('made', { made: answer?.ids.length ?? 0, passed: answer?.passedOver.length ?? 0 }) });
    onClose();
  }
  return (
    <ActDialog
      title={t('listTitle')}
      act={t('makeMany', { count: statements.length })}
      error={error}
      busy={busy}
      wide
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Field label={t('list')} hint={t('listHint')}>
        {(control) => (
          <TextArea {...control} rows={12} required value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
    </ActDialog>
  );
}
