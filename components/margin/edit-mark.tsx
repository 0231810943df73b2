'use client';

import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { needsText, tagSlug } from '../../lib/annotations/rules.ts';
import { Button } from '../ui/button.tsx';
import { Field, TextField } from '../ui/field.tsx';
import styles from './margin.module.css';
import { MentionArea } from './mention-area.tsx';
import type { Person } from './mention.rules.ts';
import type { ShownAnnotation } from './pending.ts';

export interface MarkChanges {
  readonly text: string;
  readonly tags: readonly string[];
}

/** The words and tags of one's own mark. */
export function EditMark({
  mark,
  people,
  onSave,
  onCancel,
}: {
  readonly mark: ShownAnnotation;
  readonly people: readonly Person[];
  readonly onSave: (changes: MarkChanges) => void;
  readonly onCancel: () => void;
}) {
  const t = useTranslations('margin.editing');
  const [text, setText] = useState(mark.text);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const [tags, setTags] = useState(mark.tags.map((tag) => tag.name).join(', '));
  const names = tags
    .split(',')
    .map((name) => name.trim())
    .filter((name) => tagSlug(name) !== '');
  const wrong =
    needsText(mark.kind) && !text.trim() ? t('empty') : mark.kind === 'tag' && names.length === 0 ? t('noTag') : null;
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onSave({ text: text.trim(), tags: names });
      }}
    >
      <Field label={mark.kind === 'correction' ? t('wording') : t('words')}>
        {(control) => (
          <MentionArea
            {...control}
            ref={box}
            rows={3}
            maxLength={10_000}
            people={people}
            value={text}
            onKeyDown={leave}
            onText={setText}
          />
        )}
      </Field>
      <TextField
        label={t('tags')}
        hint={t('commas')}
        error={wrong}
        dir="auto"
        value={tags}
        onKeyDown={leave}
        onValue={setTags}
      />
      <div className={styles.acts}>
        <Button variant="primary" type="submit" disabled={wrong !== null}>
          {t('save')}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
