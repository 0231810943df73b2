'use client';

import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { needsText, tagSlug } from '../../lib/annotations/rules.ts';
import { Button } from '../ui/button.tsx';
import { Field, TextArea, TextInput } from '../ui/field.tsx';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';

export interface MarkChanges {
  readonly text: string;
  readonly tags: readonly string[];
}

/** The words and tags of one's own mark. */
export function EditMark({
  mark,
  onSave,
  onCancel,
}: {
  readonly mark: ShownAnnotation;
  readonly onSave: (changes: MarkChanges) => void;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState(mark.text);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const [tags, setTags] = useState(mark.tags.map((tag) => tag.name).join(', '));
  const names = tags
    .split(',')
    .map((name) => name.trim())
    .filter((name) => tagSlug(name) !== '');
  const wrong =
    needsText(mark.kind) && !text.trim()
      ? 'Write something here, or delete the mark.'
      : mark.kind === 'tag' && names.length === 0
        ? 'Keep at least one tag, or delete the mark.'
        : null;
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
      <Field label={mark.kind === 'correction' ? 'Suggested wording' : 'Words'}>
        {(control) => (
          <TextArea
            {...control}
            ref={box}
            dir="auto"
            rows={3}
            maxLength={10_000}
            value={text}
            onKeyDown={leave}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label="Tags" hint="Separated by commas" error={wrong}>
        {(control) => (
          <TextInput
            {...control}
            dir="auto"
            value={tags}
            onKeyDown={leave}
            onChange={(event) => setTags(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.acts}>
        <Button variant="primary" type="submit" disabled={wrong !== null}>
          Save
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
