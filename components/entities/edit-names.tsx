'use client';

import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextField, TextInput } from '@/components/ui/field.tsx';
import type { NameKind } from '@/lib/entities/rules.ts';
import { nameKinds } from '@/lib/entities/rules.ts';
import type { EntityView } from '@/lib/entities/schema.ts';
import styles from './entities.module.css';
import { saveEntity } from './save-entity.ts';

interface Props {
  readonly entity: EntityView;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function EditNames({ open, onClose, ...rest }: Props) {
  const t = useTranslations('entities.names');
  return (
    <Dialog open={open} onClose={onClose} title={t('title')} wide>
      <NamesForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

interface Row {
  readonly key: number;
  readonly name: string;
  readonly kind: NameKind;
  readonly language: string;
}

/** The main name, and below it every other one with its kind (ENT-2). */
function NamesForm({ entity, onClose, onSaved }: Omit<Props, 'open'>) {
  const t = useTranslations('entities');
  const [main, setMain] = useState(entity.name);
  const [rows, setRows] = useState<readonly Row[]>(() =>
    entity.names
      .filter(({ name }) => name !== entity.name)
      .map(({ name, kind, language }, key) => ({ key, name, kind, language: language ?? '' })),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const change = (key: number, what: Partial<Row>) =>
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...what } : row)));
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const names = rows
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, kind, language }) => ({ name, kind, language: language.trim().toLowerCase() || null }));
    const refused = await saveEntity(entity, { name: main, names }, t('unsaved'));
    setBusy(false);
    setError(refused);
    if (!refused) onSaved();
  };
  return (
    <form onSubmit={(event) => void save(event)} className={styles.form}>
      <TextField label={t('names.main')} error={error} required maxLength={200} value={main} onValue={setMain} />
      {rows.map((row, place) => (
        <fieldset key={row.key} className={styles.nameRow}>
          <legend className="visually-hidden">{t('names.row', { place: place + 2 })}</legend>
          <Field label={t('names.name')}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={200}
                value={row.name}
                onChange={(event) => change(row.key, { name: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('names.kind')}>
            {(control) => (
              <Select
                {...control}
                value={row.kind}
                onChange={(event) =>
                  change(row.key, { kind: nameKinds.find((kind) => kind === event.target.value) ?? 'alias' })
                }
              >
                {nameKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`nameKinds.${kind}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t('names.language')}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={3}
                placeholder={t('names.languageExample')}
                value={row.language}
                onChange={(event) => change(row.key, { language: event.target.value })}
              />
            )}
          </Field>
          <Button
            variant="quiet"
            aria-label={row.name ? t('names.takeAwayNamed', { name: row.name }) : t('names.takeAwayThis')}
            onClick={() => setRows((all) => all.filter(({ key }) => key !== row.key))}
          >
            {t('names.takeAway')}
          </Button>
        </fieldset>
      ))}
      <Button
        onClick={() =>
          setRows((all) => [
            ...all,
            { key: Math.max(-1, ...all.map(({ key }) => key)) + 1, name: '', kind: 'alias', language: '' },
          ])
        }
      >
        {t('names.add')}
      </Button>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('names.save')}
        </Button>
      </DialogActions>
    </form>
  );
}
