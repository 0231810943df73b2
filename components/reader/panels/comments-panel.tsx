'use client';

import { useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { commentsView } from '@/lib/sources/schema.ts';
import styles from '../rail.module.css';
import { useReader } from '../room/room-context.ts';
import { CommentDialog } from './comment-dialog.tsx';
import type { CommentFacts } from './comment-dialog.tsx';

const unknown = (label: string): CommentFacts => ({
  ...{ label, author: null, replyTo: null, depth: 0, mark: null, consentAt: null },
});

/** Reader comments (SRC-10): who wrote each, what it answers, what it is worth. For colleagues only. */
export function CommentsPanel() {
  const { source, version, investigation } = useReader();
  const t = useTranslations('reader');
  const comments = version.blocks.filter((block) => block.role === 'comment');
  const path = `/sources/${source.id}/comments?version=${version.number}`;
  const { data, error, refetch } = useApi(comments.length > 0 ? path : null, commentsView);
  useEvents(investigation.id, (event) => {
    if (event.subject.id === source.id && event.type.startsWith('source.comment_')) void refetch();
  });
  const [editing, setEditing] = useState<string | null>(null);
  const facts = new Map(data?.items.map((item) => [item.label, item]));
  // What is known is corrected in the newest version; an older one stays as it was.
  const newest = source.versions.at(-1)?.number === version.number;
  const describes = newest && mayInCase(investigation.role, 'comment.update');
  if (comments.length === 0) return null;
  return (
    <section aria-labelledby="rail-comments">
      <h2 id="rail-comments">{t('rail.comments')}</h2>
      {error ? <p role="alert">{t('comments.failed')}</p> : null}
      <ul>
        {comments.map(({ id, label }) => {
          const { author, replyTo, mark, consentAt } = facts.get(label) ?? unknown(label);
          const said = [
            replyTo ? t('comments.answers', { label: replyTo }) : null,
            mark ? t(`comments.marks.${mark}`) : null,
            consentAt ? t('comments.agreed') : null,
          ].filter((words) => words !== null);
          return (
            <li key={id} className={styles.comment}>
              <a href={`#${label}`}>
                <span>{author ?? t('comments.none')}</span>
                <small>{label}</small>
              </a>
              {said.length > 0 ? <p>{said.join(', ')}</p> : null}
              {describes && data ? (
                <button type="button" aria-label={t('comments.editOf', { label })} onClick={() => setEditing(label)}>
                  {t('comments.edit')}
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {editing
        ? // Outside the rail, whose look is not for forms.
          createPortal(
            <CommentDialog
              sourceId={source.id}
              facts={facts.get(editing) ?? unknown(editing)}
              labels={comments.map(({ label }) => label)}
              mayConsent={mayInCase(investigation.role, 'comment.consent')}
              onClose={() => {
                setEditing(null);
                void refetch();
              }}
            />,
            document.body,
          )
        : null}
    </section>
  );
}
