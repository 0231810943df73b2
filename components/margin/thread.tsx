'use client';

import { useState } from 'react';
import type { ReplyView } from '../../lib/annotations/schema.ts';
import { Avatar } from '../ui/avatar.tsx';
import { FlagButton } from '../admin/flag-button.tsx';
import { Button } from '../ui/button.tsx';
import { When } from '../ui/when.tsx';
import { Composer } from './composer.tsx';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';
import type { Standing } from './standing.ts';
import { may } from './standing.ts';
import type { MarkActs } from './acts.ts';

/** The replies to a mark, oldest first; one's own can be changed and deleted. */
export function Thread({
  mark,
  standing,
  acts,
}: {
  readonly mark: ShownAnnotation;
  readonly standing: Standing;
  readonly acts: MarkActs;
}) {
  return (
    <ol className={styles.thread} aria-label="Replies">
      {mark.replies.map((reply) => (
        <li key={reply.id} className={styles.reply}>
          <Reply reply={reply} mine={may(standing, 'reply.update', reply)} mark={mark} acts={acts} />
        </li>
      ))}
    </ol>
  );
}

function Reply({
  reply,
  mine,
  mark,
  acts,
}: {
  readonly reply: ReplyView;
  readonly mine: boolean;
  readonly mark: ShownAnnotation;
  readonly acts: MarkActs;
}) {
  const [editing, setEditing] = useState(false);
  return (
    <>
      <p className={styles.who}>
        <Avatar id={reply.author.id} name={reply.author.name} size={20} />
        <b>{reply.author.name}</b>
        <span>
          <When at={reply.createdAt} />
          {reply.editedAt ? ', edited' : ''}
        </span>
      </p>
      {editing ? (
        <Composer
          label="Change the reply"
          send="Save"
          initial={reply.text}
          onCancel={() => setEditing(false)}
          onSend={(text) => {
            setEditing(false);
            void acts.editReply(mark, reply, text);
          }}
        />
      ) : (
        <>
          <p className={styles.words} dir="auto">
            {reply.text}
          </p>
          {mine ? (
            <div className={styles.small}>
              <Button variant="quiet" onClick={() => setEditing(true)} aria-label="Edit this reply">
                Edit
              </Button>
              <Button variant="quiet" onClick={() => void acts.deleteReply(mark, reply)} aria-label="Delete this reply">
                Delete
              </Button>
            </div>
          ) : (
            <div className={styles.small}>
              <FlagButton subjectType="reply" subjectId={reply.id} authorId={reply.authorId} />
            </div>
          )}
        </>
      )}
    </>
  );
}
