'use client';

import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '@/components/data/send-command.ts';
import { CarriedBy, isDateFine, KindField, SpanFields } from '@/components/entities/relationships/relate-fields.tsx';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { possibleLinks } from '@/lib/entities/relate.rules.ts';
import type { RelationshipDetail } from '@/lib/entities/schema.ts';
import styles from './network.module.css';

interface Props {
  readonly link: RelationshipDetail;
  readonly onChanged: () => void;
  readonly onRemoved: () => void;
}

/** Whoever works by keyboard goes on where the panel opened, and comes back to where it was opened. */
const takeFocus = (element: HTMLElement | null): void => element?.focus();

/** A line that was drawn wrongly is corrected or taken away where one sees it (ENT-6). */
export function EdgeActs({ link, onChanged, onRemoved }: Props) {
  const t = useTranslations('network.edge');
  const [act, setAct] = useState<'correct' | 'remove' | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [back, setBack] = useState(false);
  const close = () => {
    setAct(null);
    setBack(true);
    setError(null);
  };
  const send = (name: string, input: Record<string, unknown>, done: () => void) => {
    setBusy(true);
    void sendCommand(name, { relationshipId: link.id, ...input }).then((result) => {
      setBusy(false);
      if (!result.ok) {
        setError(result.error.detail);
        return;
      }
      close();
      done();
    });
  };
  return (
    <>
      {act === null ? (
        <div className={styles.acts}>
          <Button variant="quiet" ref={back ? takeFocus : undefined} onClick={() => setAct('correct')}>
            {t('correct')}
          </Button>
          <Button variant="quiet" onClick={() => setAct('remove')}>
            {t('remove')}
          </Button>
        </div>
      ) : null}
      {act === 'correct' ? (
        <CorrectForm
          link={link}
          busy={busy}
          onCancel={close}
          onSave={(changes) => send('relationship.update', changes, onChanged)}
        />
      ) : null}
      {act === 'remove' ? (
        <>
          <p>{t('removeSure')}</p>
          <div className={styles.acts}>
            <Button variant="quiet" ref={takeFocus} onClick={close}>
              {t('cancel')}
            </Button>
            <Button variant="danger" busy={busy} onClick={() => send('relationship.remove', {}, onRemoved)}>
              {t('remove')}
            </Button>
          </div>
        </>
      ) : null}
      {error ? <p role="alert">{error}</p> : null}
    </>
  );
}

interface FormProps {
  readonly link: RelationshipDetail;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onSave: (changes: Record<string, unknown>) => void;
}

function CorrectForm({ link, busy, onCancel, onSave }: FormProps) {
  const t = useTranslations('network.edge');
  const relate = useTranslations('entities.relate');
  const [schema, setSchema] = useState(link.schema);
  const [role, setRole] = useState(link.role);
  const [since, setSince] = useState(link.startDate ?? '');
  const [until, setUntil] = useState(link.endDate ?? '');
  const [claimIds, setClaimIds] = useState<readonly string[]>(link.claimIds);
  const possible = possibleLinks(link.from.schema, link.to.schema).filter(({ swapped }) => !swapped);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    onSave({
      schema,
      role,
      startDate: since.trim() || null,
      endDate: until.trim() || null,
      // Only when it was touched: a claim that somebody ties to it meanwhile stays.
      ...(claimIds.length < link.claimIds.length ? { claimIds } : {}),
    });
  };
  return (
    <form onSubmit={save} className={styles.correct} aria-label={t('correct')}>
      <KindField ref={takeFocus} schema={schema} possible={possible} onSchema={setSchema} />
      <TextField label={relate('role')} hint={relate('roleHint')} maxLength={200} value={role} onValue={setRole} />
      <SpanFields since={since} until={until} onSince={setSince} onUntil={setUntil} />
      {link.claims.length > 0 ? (
        <CarriedBy
          legend={t('claims')}
          claims={link.claims}
          isChosen={(id) => claimIds.includes(id)}
          onChoose={(id, chosen) => setClaimIds(chosen ? [...claimIds, id] : claimIds.filter((one) => one !== id))}
        />
      ) : null}
      <div className={styles.acts}>
        <Button variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button variant="primary" type="submit" busy={busy} disabled={!isDateFine(since) || !isDateFine(until)}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
