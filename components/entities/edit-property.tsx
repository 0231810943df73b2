'use client';

import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { propertiesOf } from '@/lib/entities/rules.ts';
import type { EntityView } from '@/lib/entities/schema.ts';
import styles from './entities.module.css';
import { saveEntity } from './save-entity.ts';
import { usePropertyLabel } from './use-labels.ts';

interface Props {
  readonly entity: EntityView;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function EditProperty({ open, onClose, ...rest }: Props) {
  const t = useTranslations('entities.property');
  return (
    <Dialog open={open} onClose={onClose} title={t('title')}>
      <PropertyForm {...rest} onClose={onClose} />
    </Dialog>
  );
}

/** One property at a time, of those that its schema has (ENT-1); a value that stays keeps where it came from. */
function PropertyForm({ entity, onClose, onSaved }: Omit<Props, 'open'>) {
  const t = useTranslations('entities');
  const labelOf = usePropertyLabel();
  const known = propertiesOf(entity.schema);
  const first = Object.keys(entity.properties)[0] ?? (entity.schema === 'Person' ? 'position' : 'description');
  const textOf = (property: string): string => (entity.properties[property] ?? []).join('\n');
  const [property, setProperty] = useState(first);
  const [text, setText] = useState(() => textOf(first));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const values = text.split('\n').filter((value) => value.trim() !== '');
    const refused = await saveEntity(entity, { properties: { [property]: values } });
    setBusy(false);
    setError(refused);
    if (!refused) onSaved();
  };
  return (
    <form onSubmit={(event) => void save(event)} className={styles.form}>
      <Field label={t('property.property')}>
        {(control) => (
          <Select
            {...control}
            value={property}
            onChange={(event) => {
              setProperty(event.target.value);
              setText(textOf(event.target.value));
            }}
          >
            {Object.entries(known).map(([name, label]) => (
              <option key={name} value={name}>
                {labelOf(name, label)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('property.values')} hint={t('property.valuesHint')} error={error}>
        {(control) => <TextArea {...control} rows={4} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy}>
          {t('property.save')}
        </Button>
      </DialogActions>
    </form>
  );
}
