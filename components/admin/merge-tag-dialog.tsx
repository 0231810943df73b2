'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Dialog, DialogActions } from '@/components/ui/dialog.tsx';
import { Field, Select } from '@/components/ui/field.tsx';
import { useToast } from '@/components/ui/toast.tsx';
import type { VocabularyTag } from '@/lib/annotations/vocabulary.schema.ts';
import styles from './admin.module.css';

/** Asks which tag takes this one in: it cannot be taken back. */
export function MergeTagDialog({
  tag,
  others,
  onMerge,
  onClose,
}: {
  readonly tag: VocabularyTag;
  readonly others: readonly VocabularyTag[];
  readonly onMerge: (intoId: string) => Promise<string | null>;
  readonly onClose: () => void;
}) {
  const t = useTranslations('moderation.tags');
  const toast = useToast();
  const [intoId, setIntoId] = useState('');
  const [error, setError] = useState<string | null>(null);
  const into = others.find((other) => other.id === intoId);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!into) return;
    const refused = await onMerge(into.id);
    if (refused) {
      setError(refused);
      return;
    }
    toast({ text: t('merged', { name: tag.name, into: into.name }) });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={t('mergeTitle', { name: tag.name })}>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <p>{t('mergeWhat', { name: tag.name })}</p>
        {others.length === 0 ? <p>{t('mergeNone')}</p> : null}
        <Field label={t('into')} error={error}>
          {(control) => (
            <Select {...control} required value={intoId} onChange={(event) => setIntoId(event.target.value)}>
              <option value="">{t('choose')}</option>
              {others.map((other) => (
                <option key={other.id} value={other.id}>
                  #{other.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <DialogActions>
          <Button variant="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" type="submit" disabled={!into}>
            {t('merge')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
