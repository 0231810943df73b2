'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { tagTone } from '@/components/margin/look.ts';
import { Button } from '@/components/ui/button.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { DialogActions } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { tagColors } from '@/lib/annotations/rules.ts';
import type { VocabularyTag } from '@/lib/annotations/vocabulary.schema.ts';
import styles from './admin.module.css';

/** Name, colour and meaning of a tag. `onSave` answers what went wrong. */
export function TagForm({
  tag,
  onSave,
  onClose,
}: {
  readonly tag: VocabularyTag | null;
  readonly onSave: (input: Record<string, unknown>) => Promise<string | null>;
  readonly onClose: () => void;
}) {
  const t = useTranslations('moderation.tags');
  const [name, setName] = useState(tag?.name ?? '');
  const [color, setColor] = useState(tag?.color ?? 'tag');
  const [description, setDescription] = useState(tag?.description ?? '');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    const refused = await onSave({ name, color, description });
    setBusy(false);
    if (refused) setError(refused);
    else onClose();
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('name')}
        error={error}
        required
        maxLength={60}
        autoComplete="off"
        value={name}
        onValue={setName}
      />
      <fieldset className={styles.colors}>
        <legend>{t('color')}</legend>
        {tagColors.map((one) => (
          <label key={one}>
            <input type="radio" name="color" checked={color === one} onChange={() => setColor(one)} />
            <Chip tone={tagTone(one)} icon="#">
              {t(`colors.${one}`)}
            </Chip>
          </label>
        ))}
      </fieldset>
      <TextField
        label={t('description')}
        hint={t('descriptionHint')}
        maxLength={300}
        value={description}
        onValue={setDescription}
      />
      <DialogActions>
        <Button variant="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button variant="primary" type="submit" busy={busy}>
          {t('save')}
        </Button>
      </DialogActions>
    </form>
  );
}
