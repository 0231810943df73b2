'use client';

import Link from 'next/link';
import { useRef, useState } from 'react';
import { Avatar } from '../ui/avatar.tsx';
import { FlagButton } from '../admin/flag-button.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { When } from '../ui/when.tsx';
import { ClaimChips } from './claim-chips.tsx';
import { Composer } from './composer.tsx';
import { EditMark } from './edit-mark.tsx';
import { History } from './history.tsx';
import { gist, kindPhrase, placeOf, tagTone } from './look.ts';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';
import type { Standing } from './standing.ts';
import { may } from './standing.ts';
import { Thread } from './thread.tsx';
import type { MarkActs } from './acts.ts';

export interface CardProps {
  readonly mark: ShownAnnotation;
  readonly standing: Standing;
  readonly acts: MarkActs;
  readonly active: boolean;
  /** One line only: many stand together. */
  readonly compact: boolean;
  readonly replying: boolean;
  readonly draft: string;
  readonly onActivate: () => void;
  readonly onClose: () => void;
  readonly onReplying: (replying: boolean) => void;
  readonly onDraft: (text: string) => void;
}

/** What is said about one passage (ANN-4). Opened by its head; everything that can be done with it shows once it is open. */
export function Card(props: CardProps) {
  const { mark, active, compact, onActivate, onClose } = props;
  const head = useRef<HTMLButtonElement>(null);
  // A form that goes away must not take the keyboard's place in the page with it.
  const refocus = () => head.current?.focus();
  return (
    <article aria-label={`${kindPhrase[mark.kind]}, ${mark.author.name}: ${placeOf(mark)}`}>
      <div className={styles.headRow}>
        <button ref={head} type="button" className={styles.head} aria-expanded={active} onClick={onActivate}>
          <Avatar id={mark.author.id} name={mark.author.name} size={20} />
          <b>{mark.author.name}</b>
          {compact ? (
            <span className={styles.gist} dir="auto">
              {gist(mark)}
            </span>
          ) : (
            <span>
              {kindPhrase[mark.kind]}, <When at={mark.createdAt} />
            </span>
          )}
        </button>
        {active ? (
          <Button variant="quiet" className={styles.close} onClick={onClose} aria-label="Close the card">
            ×
          </Button>
        ) : null}
      </div>
      {compact ? null : <Body {...props} refocus={refocus} />}
    </article>
  );
}

type OpenProps = CardProps & { readonly refocus: () => void };

function Body(props: OpenProps) {
  const { mark, active, refocus } = props;
  const [editing, setEditing] = useState(false);
  const leave = () => {
    setEditing(false);
    refocus();
  };
  return (
    <>
      {mark.claim ? (
        <p className={styles.statement} dir="auto">
          {mark.claim.statement}
        </p>
      ) : null}
      {editing && active ? (
        <EditMark
          mark={mark}
          onCancel={leave}
          onSave={(changes) => {
            leave();
            void props.acts.edit(mark, changes);
          }}
        />
      ) : (
        <>
          {mark.text ? (
            <p className={active ? styles.words : `${styles.words} ${styles.clamped}`} dir="auto">
              {mark.text}
            </p>
          ) : null}
          <Facts mark={mark} />
        </>
      )}
      {active ? (
        <Open {...props} editing={editing} onEdit={() => setEditing(true)} />
      ) : mark.replies.length > 0 ? (
        <p className={styles.count}>{mark.replies.length === 1 ? '1 reply' : `${mark.replies.length} replies`}</p>
      ) : null}
    </>
  );
}

function Facts({ mark }: { readonly mark: ShownAnnotation }) {
  const facts = mark.claim ?? mark.entity ?? mark.tags[0];
  const states = mark.visibility === 'private' || mark.status === 'resolved' || mark.pending;
  if (!facts && !states) return null;
  return (
    <div className={styles.facts}>
      {mark.claim ? <ClaimChips claim={mark.claim} linked={!mark.pending} /> : null}
      {mark.entity ? (
        mark.pending ? (
          <Chip tone="entity">{mark.entity.name}</Chip>
        ) : (
          <Link href={`/entities/${mark.entity.id}`} className={styles.chipLink}>
            <Chip tone="entity">{mark.entity.name}</Chip>
          </Link>
        )
      ) : null}
      {mark.tags.map((tag) => (
        <Chip key={tag.id} tone={tagTone(tag.color)} icon="#">
          {tag.name}
        </Chip>
      ))}
      {mark.visibility === 'private' ? <Chip icon="◌">Only you</Chip> : null}
      {mark.status === 'resolved' ? (
        <Chip tone="ok" icon="✓">
          Resolved
        </Chip>
      ) : null}
      {mark.pending ? <Chip icon="…">Not yet saved</Chip> : null}
    </div>
  );
}

function Open({
  mark,
  standing,
  acts,
  replying,
  draft,
  onReplying,
  onDraft,
  refocus,
  editing,
  onEdit,
}: OpenProps & { readonly editing: boolean; readonly onEdit: () => void }) {
  const [history, setHistory] = useState(false);
  const mine = may(standing, 'annotation.update', mark);
  return (
    <>
      {mark.replies.length > 0 ? <Thread mark={mark} standing={standing} acts={acts} /> : null}
      {may(standing, 'reply.create') ? (
        replying ? (
          <Composer
            label="Reply"
            send="Reply"
            initial={draft}
            onDraft={onDraft}
            onCancel={() => {
              onReplying(false);
              refocus();
            }}
            onSend={(text) => {
              onDraft('');
              onReplying(false);
              refocus();
              void acts.reply(mark, text).then((taken) => {
                if (!taken) onDraft(text);
              });
            }}
          />
        ) : (
          <button type="button" className={styles.ghost} aria-keyshortcuts="r" onClick={() => onReplying(true)}>
            {draft ? 'Go on with your reply' : 'Reply, or press'} {draft ? null : <Kbd>R</Kbd>}
          </button>
        )
      ) : null}
      {editing ? null : (
        <div className={styles.small}>
          {may(standing, 'annotation.resolve') ? (
            <Button variant="quiet" onClick={() => void acts.resolve(mark, mark.status === 'open')}>
              {mark.status === 'open' ? 'Resolve' : 'Reopen'}
            </Button>
          ) : null}
          {mine ? (
            <Button variant="quiet" onClick={onEdit}>
              Edit
            </Button>
          ) : null}
          {mine ? (
            <Button
              variant="quiet"
              onClick={() => void acts.share(mark, mark.visibility === 'private' ? 'case' : 'private')}
            >
              {mark.visibility === 'private' ? 'Share' : 'Make private'}
            </Button>
          ) : null}
          <Button variant="quiet" onClick={() => void acts.copyLink(mark)}>
            Copy link
          </Button>
          <Button variant="quiet" disabled={mark.revision === 0} onClick={() => setHistory(true)}>
            History
          </Button>
          {may(standing, 'annotation.delete', mark) ? (
            <Button variant="quiet" onClick={() => void acts.remove(mark)}>
              Delete
            </Button>
          ) : null}
          {mark.revision === 0 ? null : (
            <FlagButton subjectType="annotation" subjectId={mark.id} authorId={mark.authorId} />
          )}
        </div>
      )}
      <History annotationId={mark.id} open={history} onClose={() => setHistory(false)} />
    </>
  );
}
