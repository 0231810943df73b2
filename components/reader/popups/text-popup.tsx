'use client';

import type { SyntheticEvent } from 'react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button.tsx';
import { Field, TextArea } from '@/components/ui/field.tsx';
import styles from '../reader.module.css';
import { useReader } from '../room/room-context.ts';

/** Everyone in the case reads it beside these words. */
export function NotePopup() {
  const { mark } = useReader();
  const t = useTranslations('reader.popup');
  return <TextPopup label={t('note.label')} hint={t('note.hint')} onSave={(text) => mark('note', { text })} />;
}

export function QuestionPopup() {
  const { mark } = useReader();
  const t = useTranslations('reader.popup');
  return (
    <TextPopup label={t('question.label')} hint={t('question.hint')} onSave={(text) => mark('question', { text })} />
  );
}

/** A few lines of text. */
function TextPopup({
  label,
  hint,
  onSave,
}: {
  readonly label: string;
  readonly hint: string;
  readonly onSave: (text: string) => void;
}) {
  const { leave } = useReader();
  const t = useTranslations('reader.popup');
  const [text, setText] = useState('');
  const save = () => {
    if (text.trim() !== '') onSave(text.trim());
  };
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={label} hint={hint}>
        {(control) => (
          <TextArea
            {...control}
            rows={3}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.popupActions}>
        <Button type="submit" variant="primary" keys="Ctrl+Enter" disabled={text.trim() === ''}>
          {t('save')}
        </Button>
        <Button variant="quiet" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
