'use client';

import type { KeyboardEvent } from 'react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Button } from '../ui/button.tsx';
import styles from './margin.module.css';
import { MentionArea } from './mention-area.tsx';
import type { Person } from './mention.rules.ts';

interface ComposerProps {
  readonly label: string;
  readonly send: string;
  readonly people: readonly Person[];
  readonly initial?: string;
  /** Told of every change, so that a half-written reply outlives its box. */
  readonly onDraft?: (text: string) => void;
  readonly onSend: (text: string) => void;
  readonly onCancel: () => void;
}

const MAX = 10_000;

/** A few words about a mark: Ctrl or Cmd with Enter sends, Esc leaves. Modifiers only, because one is writing. */
export function Composer({ label, send, people, initial = '', onDraft, onSend, onCancel }: ComposerProps) {
  const t = useTranslations('margin');
  const format = useFormatter();
  const [text, setText] = useState(initial);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // Before the next key: a letter typed right after the one that opened the box is its first.
  useLayoutEffect(() => {
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
      <MentionArea
        id={id}
        ref={box}
        rows={3}
        people={people}
        value={text}
        placeholder={label}
        aria-invalid={tooLong || undefined}
        aria-describedby={tooLong ? `${id}-error` : undefined}
        onKeyDown={onKeyDown}
        onText={(next) => {
          setText(next);
          onDraft?.(next);
        }}
      />
      {tooLong ? (
        <p id={`${id}-error`} className={styles.wrong} role="alert">
          {t('tooLong', { count: format.number(words.length - MAX) })}
        </p>
      ) : null}
      <div className={styles.acts}>
        <Button variant="primary" type="submit" disabled={!words || tooLong}>
          {send}
        </Button>
        <Button variant="quiet" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
