'use client';

import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select, TextArea } from '@/components/ui/field.tsx';
import { featuredProperties, propertiesOf, propertyType, tidyValue, valueComplaint } from '@/lib/entities/rules.ts';
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

const linesOf = (text: string): readonly string[] => text.split('\n').filter((value) => value.trim() !== '');
/** Types whose form is worth a word. */
const hinted = ['date', 'country', 'url', 'email', 'number'] as const;

/**
 * The form that the schema makes (ENT-1, ENT-5): what it features and what is known already stand first, all else comes
 * on demand. A value that stays keeps where it came from.
 */
function PropertyForm({ entity, onClose, onSaved }: Omit<Props, 'open'>) {
  const t = useTranslations('entities');
  const labelOf = usePropertyLabel();
  const known = propertiesOf(entity.schema);
  const before = (property: string): string => (entity.properties[property] ?? []).join('\n');
  const [asked, setAsked] = useState<readonly string[]>(() => [
    ...new Set([...featuredProperties(entity.schema), ...Object.keys(entity.properties)]),
  ]);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const textOf = (property: string): string => texts[property] ?? before(property);
  const changed = asked.filter((property) => textOf(property) !== before(property));
  const complaintOf = (property: string): string | undefined =>
    linesOf(textOf(property)).flatMap(
      (value) => valueComplaint(entity.schema, property, tidyValue(entity.schema, property, value.trim())) ?? [],
    )[0];
  const wrong = changed.some((property) => complaintOf(property) !== undefined);
  const hintOf = (property: string): string | undefined => {
    const type = hinted.find((one) => one === propertyType(entity.schema, property));
    return type ? t(`property.hints.${type}`) : undefined;
  };
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    const properties = Object.fromEntries(changed.map((property) => [property, linesOf(textOf(property))]));
    const refused = await saveEntity(entity, { properties }, t('unsaved'));
    setBusy(false);
    setError(refused);
    if (!refused) onSaved();
  };
  return (
    <form onSubmit={(event) => void save(event)} className={styles.form}>
      <p className={styles.muted}>{t('property.valuesHint')}</p>
      {asked.map((property) => (
        <Field
          key={property}
          label={labelOf(property, known[property] ?? property)}
          hint={hintOf(property)}
          error={
            // How it is written says what to do, and in the reader's language.
            textOf(property) === before(property)
              ? null
              : complaintOf(property) && (hintOf(property) ?? complaintOf(property))
          }
        >
          {(control) => (
            <TextArea
              {...control}
              rows={Math.min(4, Math.max(1, textOf(property).split('\n').length))}
              value={textOf(property)}
              onChange={(event) => setTexts({ ...texts, [property]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <Field label={t('property.more')} error={error}>
        {(control) => (
          <Select {...control} value="" onChange={(event) => setAsked([...asked, event.target.value])}>
            <option value="">{t('property.choose')}</option>
            {Object.entries(known)
              .filter(([name]) => !asked.includes(name))
              .map(([name, label]) => (
                <option key={name} value={name}>
                  {labelOf(name, label)}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" busy={busy} disabled={changed.length === 0 || wrong}>
          {t('property.save')}
        </Button>
      </DialogActions>
    </form>
  );
}
