'use client';

import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { call } from '@/components/data/api.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/field.tsx';
import type { EntityView, MergePreview } from '@/lib/entities/schema.ts';
import { mergePreview } from '@/lib/entities/schema.ts';
import styles from './duplicates.module.css';
import { MergeValues } from './merge-values.tsx';
import { Reasons } from './reasons.tsx';
import { useSchemaLabel } from './use-labels.ts';

interface Props {
  /** The two; the second stays unless one swaps them. Null: closed. */
  readonly pair: { readonly fromId: string; readonly intoId: string } | null;
  readonly onClose: () => void;
  readonly onMerged: (done: { readonly fromId: string; readonly intoId: string }) => void;
}

/** Both side by side, what speaks for and against, what the one that stays keeps, and why (ENT-4). */
export function MergeDialog({ pair, onClose, onMerged }: Props) {
  const t = useTranslations('entities');
  const [swapped, setSwapped] = useState(false);
  const [from, into] = swapped ? [pair?.intoId, pair?.fromId] : [pair?.fromId, pair?.intoId];
  const { data, error } = useApi(pair ? `/entities/${from}/merge?into=${into}` : null, mergePreview);
  const close = () => {
    setSwapped(false);
    onClose();
  };
  return (
    <Dialog open={pair !== null} onClose={close} title={t('merge.title')} wide>
      {error ? <p role="alert">{error.message}</p> : null}
      {data ? (
        <MergeForm
          key={data.into.id}
          preview={data}
          onSwap={() => setSwapped((is) => !is)}
          onClose={close}
          onMerged={() => {
            setSwapped(false);
            onMerged({ fromId: data.from.id, intoId: data.into.id });
          }}
        />
      ) : (
        <p role="status">{t('merge.loading')}</p>
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly preview: MergePreview;
  readonly onSwap: () => void;
  readonly onClose: () => void;
  readonly onMerged: () => void;
}

function MergeForm({ preview: { from, into, schemas, reasons, complaint }, onSwap, onClose, onMerged }: FormProps) {
  const t = useTranslations('entities');
  const label = useSchemaLabel();
  const [name, setName] = useState<string | null>(null);
  const [schema, setSchema] = useState<string | null>(null);
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(complaint);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const result = await call(`/api/v1/entities/${from.id}/merge`, {
        method: 'POST',
        body: JSON.stringify({
          into: into.id,
          reason,
          drop: [...dropped],
          ...(name ? { name } : {}),
          ...(schema ? { schema } : {}),
        }),
      });
      if (result.ok) onMerged();
      else setError(result.error.detail);
    } catch {
      setError(t('unreachable'));
    }
    setBusy(false);
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <div className={styles.sides}>
        <Side entity={from} says={t('merge.goes')} />
        <Side entity={into} says={t('merge.stays')} />
      </div>
      <Reasons reasons={reasons} />
      <div>
        <Button onClick={onSwap}>{t('merge.swap')}</Button>
      </div>
      <fieldset className={styles.choices}>
        <legend>{t('merge.mainName')}</legend>
        {[...new Set([into.name, from.name])].map((one) => (
          <label key={one}>
            <input type="radio" name="name" checked={(name ?? into.name) === one} onChange={() => setName(one)} />
            {one}
          </label>
        ))}
      </fieldset>
      {schemas.length > 1 ? (
        <fieldset className={styles.choices}>
          <legend>{t('merge.kind')}</legend>
          {schemas.map((one) => (
            <label key={one}>
              <input type="radio" name="schema" checked={schema === one} onChange={() => setSchema(one)} />
              {label(one)}
            </label>
          ))}
        </fieldset>
      ) : null}
      <MergeValues from={from} into={into} dropped={dropped} onDropped={setDropped} />
      <TextField
        label={t('merge.reason')}
        hint={t('merge.reasonHint')}
        error={error}
        required
        maxLength={500}
        value={reason}
        onValue={setReason}
      />
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={complaint !== null}>
          {t('merge.do')}
        </Button>
      </DialogActions>
    </form>
  );
}

function Side({ entity, says }: { readonly entity: EntityView; readonly says: string }) {
  const t = useTranslations('entities');
  const label = useSchemaLabel();
  return (
    <div className={styles.side}>
      <p className={styles.says}>{says}</p>
      <h3>{entity.name}</h3>
      <p>
        {label(entity.schema)}. {t('mentionsIn', { mentions: entity.counts.mentions, cases: entity.counts.cases })}.{' '}
        {t('relationshipCount', { count: entity.counts.relationships })}.
      </p>
      <p>
        {entity.names
          .map((one) => one.name)
          .filter((one) => one !== entity.name)
          .join(', ')}
      </p>
    </div>
  );
}
