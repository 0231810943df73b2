'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ReplyView } from '../../lib/annotations/schema.ts';
import { FlagButton } from '../admin/flag-button.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { When } from '../ui/when.tsx';
import type { MarkActs } from './acts.ts';
import { Check } from './check.tsx';
import { Composer } from './composer.tsx';
import styles from './margin.module.css';
import type { Person } from './mention.rules.ts';
import type { ShownAnnotation } from './pending.ts';
import { SaidText } from './said-text.tsx';
import type { Standing } from './standing.ts';
import { may } from './standing.ts';

interface ThreadProps {
  readonly mark: ShownAnnotation;
  readonly standing: Standing;
  readonly acts: MarkActs;
  readonly people: readonly Person[];
}

/** A longer thread shows its first word and its last ones; the rest is one press away. */
const SHOWN = 5;

/** The replies to a mark, oldest first; one's own can be changed and deleted. */
export function Thread(props: ThreadProps) {
  const t = useTranslations('margin');
  const [all, setAll] = useState(false);
  const { replies } = props.mark;
  const hidden = all || replies.length <= SHOWN + 1 ? 0 : replies.length - SHOWN;
  return (
    <>
      {hidden > 0 ? (
        <Button variant="quiet" className={styles.more} onClick={() => setAll(true)}>
          {t('earlier', { count: hidden })}
        </Button>
      ) : null}
      <ol className={styles.thread} aria-label={t('replies')}>
        {replies.slice(hidden).map((reply) => (
          <li key={reply.id} className={styles.reply}>
            <Reply {...props} reply={reply} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Reply({ reply, mark, standing, acts, people }: ThreadProps & { readonly reply: ReplyView }) {
  const t = useTranslations('margin');
  const [editing, setEditing] = useState(false);
  const mine = may(standing, 'reply.update', reply);
  return (
    <>
      <p className={styles.who}>
        <Avatar id={reply.author.id} name={reply.author.name} size={20} />
        <b>{reply.author.name}</b>
        <span>
          <When at={reply.createdAt} />
          {reply.editedAt ? `, ${t('edited')}` : ''}
        </span>
      </p>
      {editing ? (
        <Composer
          label={t('changeReply')}
          send={t('save')}
          people={people}
          initial={reply.text}
          onCancel={() => setEditing(false)}
          onSend={(text) => {
            setEditing(false);
            void acts.editReply(mark, reply, text);
          }}
        />
      ) : (
        <>
          <SaidText text={reply.text} people={people} />
          <div className={styles.small}>
            <Check
              by={reply.acknowledgedBy}
              meId={standing.me.id}
              may={may(standing, 'annotation.acknowledge')}
              onCheck={(acknowledged) => void acts.acknowledge(mark, reply, acknowledged)}
            />
            {mine ? (
              <>
                <Button variant="quiet" onClick={() => setEditing(true)} aria-label={t('editReply')}>
                  {t('edit')}
                </Button>
                <Button
                  variant="quiet"
                  onClick={() => void acts.deleteReply(mark, reply)}
                  aria-label={t('deleteReply')}
                >
                  {t('delete')}
                </Button>
              </>
            ) : (
              <FlagButton subjectType="reply" subjectId={reply.id} authorId={reply.authorId} />
            )}
          </div>
        </>
      )}
    </>
  );
}
