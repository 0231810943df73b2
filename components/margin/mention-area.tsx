'use client';

import type { ComponentProps, KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '../ui/avatar.tsx';
import { TextArea } from '../ui/field.tsx';
import styles from './margin.module.css';
import type { Person } from './mention.rules.ts';
import { mentionBefore, offered, withMention } from './mention.rules.ts';

/** A field in which `@` offers the people of the case. What is kept is plain text; who is meant is worked out from it. */
export function MentionArea({
  people,
  value,
  onText,
  onKeyDown,
  ref,
  ...rest
}: {
  readonly people: readonly Person[];
  readonly value: string;
  readonly onText: (text: string) => void;
} & Omit<ComponentProps<'textarea'>, 'value' | 'onChange'>) {
  const t = useTranslations('margin.mention');
  const own = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const list = useId();
  const asked = caret === null ? null : mentionBefore(value, caret);
  const found = asked ? offered(asked.query, people) : [];
  const chosen = Math.min(at, found.length - 1);

  const put = (person: Person | undefined) => {
    if (!asked || !person || caret === null) return;
    const next = withMention(value, asked.start, caret, person.name);
    onText(next.text);
    setCaret(null);
    setAt(0);
    requestAnimationFrame(() => own.current?.setSelectionRange(next.caret, next.caret));
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (found.length > 0 && !event.ctrlKey && !event.metaKey) {
      const step = { ArrowDown: 1, ArrowUp: found.length - 1 }[event.key];
      if (step !== undefined) setAt((chosen + step) % found.length);
      else if (event.key === 'Enter' || event.key === 'Tab') put(found[chosen]);
      else if (event.key === 'Escape') setCaret(null);
      if (step !== undefined || ['Enter', 'Tab', 'Escape'].includes(event.key)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
    }
    onKeyDown?.(event);
  };
  return (
    <div className={styles.mentionBox}>
      <TextArea
        {...rest}
        ref={(element) => {
          own.current = element;
          if (typeof ref === 'function') ref(element);
          else if (ref) ref.current = element;
        }}
        dir="auto"
        aria-autocomplete="list"
        aria-controls={found.length > 0 ? list : undefined}
        aria-activedescendant={found[chosen] ? `${list}-${chosen}` : undefined}
        value={value}
        onKeyDown={keys}
        onBlur={() => setCaret(null)}
        onChange={(event) => {
          onText(event.target.value);
          setCaret(event.target.selectionStart);
          setAt(0);
        }}
      />
      <span className="visually-hidden" role="status">
        {found.length > 0 ? t('found', { count: found.length }) : ''}
      </span>
      {found.length > 0 ? (
        <div id={list} role="listbox" aria-label={t('people')} className={styles.mentions}>
          {found.map((person, index) => (
            <div
              key={person.id}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onPointerDown={(event) => {
                event.preventDefault();
                put(person);
              }}
            >
              <Avatar id={person.id} name={person.name} size={20} /> {person.name}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
