'use client';

import type { ComponentType } from 'react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { When } from '../ui/when.tsx';
import type { MarkActs } from './acts.ts';
import { EditMark } from './edit-mark.tsx';
import { Facts } from './facts.tsx';
import { gist, placeOf, wordsOf } from './look.ts';
import styles from './margin.module.css';
import type { Person } from './mention.rules.ts';
import { OpenCard } from './open-card.tsx';
import type { ShownAnnotation } from './pending.ts';
import { SaidText } from './said-text.tsx';
import type { Standing } from './standing.ts';
import { WordDiff } from './word-diff.tsx';

/** Something that other rooms say of a mark on its card. */
export type CardPart = ComponentType<{ readonly mark: ShownAnnotation; readonly active: boolean }>;

export interface CardProps {
  readonly mark: ShownAnnotation;
  readonly standing: Standing;
  readonly acts: MarkActs;
  readonly people: readonly Person[];
  readonly parts: readonly CardPart[];
  /** Colleagues who write a reply here now, and who have the card open. */
  readonly writing: readonly string[];
  readonly watching: readonly string[];
  readonly active: boolean;
  /** One line only: many stand together. */
  readonly compact: boolean;
  readonly replying: boolean;
  readonly editing: boolean;
  readonly draft: string;
  readonly onActivate: () => void;
  readonly onClose: () => void;
  readonly onReplying: (replying: boolean) => void;
  readonly onEditing: (editing: boolean) => void;
  readonly onDraft: (text: string) => void;
}

export type OpenProps = CardProps & { readonly refocus: () => void };

/** What is said about one passage (ANN-4). Opened by its head; everything that can be done with it shows once it is open. */
export function Card(props: CardProps) {
  const { mark, active, compact, onActivate, onClose } = props;
  const t = useTranslations('margin');
  const head = useRef<HTMLButtonElement>(null);
  // A form that goes away must not take the keyboard's place in the page with it.
  const refocus = () => head.current?.focus();
  return (
    <article aria-label={`${t(`phrase.${mark.kind}`)}, ${mark.author.name}: ${placeOf(mark)}`}>
      <div className={styles.headRow}>
        <button ref={head} type="button" className={styles.head} aria-expanded={active} onClick={onActivate}>
          <Avatar id={mark.author.id} name={mark.author.name} size={20} />
          <b>{mark.author.name}</b>
          {compact ? (
            <>
              <span className={styles.gist} dir="auto">
                {gist(mark)}
              </span>
              {mark.assignee ? (
                <Chip tone="question" icon="→">
                  {mark.assignee.name}
                </Chip>
              ) : null}
              {mark.status === 'resolved' ? (
                <Chip tone="ok" icon="✓">
                  {t('resolved')}
                </Chip>
              ) : null}
            </>
          ) : (
            <span>
              {t(`phrase.${mark.kind}`)}, <When at={mark.createdAt} />
            </span>
          )}
        </button>
        {active ? (
          <Button variant="quiet" className={styles.close} onClick={onClose} aria-label={t('close')}>
            ×
          </Button>
        ) : null}
      </div>
      {compact ? null : <Body {...props} refocus={refocus} />}
    </article>
  );
}

function Body(props: OpenProps) {
  const { mark, active, editing, people, refocus, onEditing } = props;
  const t = useTranslations('margin');
  const leave = () => {
    onEditing(false);
    refocus();
  };
  return (
    <>
      {active ? <Quote mark={mark} /> : null}
      {mark.claim ? (
        <p className={styles.statement} dir="auto">
          {mark.claim.statement}
        </p>
      ) : null}
      {editing && active ? (
        <EditMark
          mark={mark}
          people={people}
          onCancel={leave}
          onSave={(changes) => {
            leave();
            void props.acts.edit(mark, changes);
          }}
        />
      ) : (
        <>
          {mark.text ? <Words mark={mark} active={active} people={people} /> : null}
          <Facts mark={mark} />
          {props.parts.map((Part, at) => (
            <Part key={at} mark={mark} active={active} />
          ))}
        </>
      )}
      {active ? (
        <OpenCard {...props} />
      ) : mark.replies.length > 0 || mark.acknowledgedBy.length > 0 ? (
        <p className={styles.count}>
          {[
            mark.replies.length > 0 ? t('replyCount', { count: mark.replies.length }) : '',
            mark.acknowledgedBy.length > 0 ? `✓ ${mark.acknowledgedBy.length}` : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ) : null}
    </>
  );
}

function Words({
  mark,
  active,
  people,
}: {
  readonly mark: ShownAnnotation;
  readonly active: boolean;
  readonly people: readonly Person[];
}) {
  if (mark.kind === 'correction') return <WordDiff before={wordsOf(mark)} after={mark.text} />;
  if (active) return <SaidText text={mark.text} people={people} />;
  return (
    <p className={`${styles.words} ${styles.clamped}`} dir="auto">
      {mark.text}
    </p>
  );
}

/** Quotes longer than this are folded to their beginning and end. */
const LONG_QUOTE = 180;

/** The marked words, where they do not stand beside the card: on a phone, and of a mark in several ranges. */
function Quote({ mark }: { readonly mark: ShownAnnotation }) {
  const t = useTranslations('margin');
  const [open, setOpen] = useState(false);
  const words = wordsOf(mark);
  const folded = words.length > LONG_QUOTE && !open;
  return (
    <blockquote className={mark.anchors.length > 1 ? styles.quote : `${styles.quote} ${styles.quoteAside}`} dir="auto">
      {folded ? `${words.slice(0, 120).toWellFormed()} … ${words.slice(-40).toWellFormed()}` : words}
      {folded ? (
        <Button variant="quiet" className={styles.more} onClick={() => setOpen(true)}>
          {t('wholeQuote')}
        </Button>
      ) : null}
    </blockquote>
  );
}
