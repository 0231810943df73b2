'use client';

import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import styles from './margin.module.css';

interface ComposerProps {
  readonly label: string;
  readonly send: string;
  readonly initial?: string;
  /** Told of every change, so that a half-written reply outlives its box. */
  readonly onDraft?: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}

const MAX = 10_000;

/** A few words about a mark: Ctrl or Cmd with Enter sends, Esc leaves. Modifiers only, because one is writing. */
export function Composer({ label, send, initial = '', onDraft, onSend, onCancel }: ComposerProps) {
  const [text, setText] = useState(initial);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    box.current?.focus();
    box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  }, []);
  const words = text.trim();
  const tooLong = words.length > MAX;
  const submit = () => {
    if (words && !tooLong) onSend(words);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Esc belongs to the box: the page's own keys must not leave the card with it.
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <TextArea
        id={id}
        ref={box}
        dir="auto"
        rows={3}
        value={text}
        placeholder={label}
        aria-invalid={tooLong || undefined}
        aria-describedby={tooLong ? `${id}-error` : undefined}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          onDraft?.(event.target.value);
        }}
      />
      {tooLong ? (
        <p id={`${id}-error`} className={styles.wrong} role="alert">
          This has {(words.length - MAX).toLocaleString()} characters too many.
        </p>
      ) : null}
      <div className={styles.acts}>
        <Button variant="primary" type="submit" disabled={!words || tooLong}>
          {send}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
