'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FlagButton } from '../admin/flag-button.tsx';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { WhoSees } from '../visibility/who-sees.tsx';
import type { OpenProps } from './card.tsx';
import { Check } from './check.tsx';
import { Composer } from './composer.tsx';
import { History } from './history.tsx';
import styles from './margin.module.css';
import { SeenBy } from './seen-by.tsx';
import { may } from './standing.ts';
import { Thread } from './thread.tsx';

/** Everything that can be done with a mark: its thread, and the acts in words. */
export function OpenCard(props: OpenProps) {
  const { mark, standing, acts, people, writing, watching, editing } = props;
  const t = useTranslations('margin');
  return (
    <>
      {mark.kind === 'question' && may(standing, 'annotation.resolve') ? (
        <label className={styles.assign}>
          {t('assign')}
          <select
            value={mark.assigneeId ?? ''}
            onChange={(event) => void acts.assign(mark, event.target.value || null)}
          >
            <option value="">{t('nobody')}</option>
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {mark.replies.length > 0 ? <Thread mark={mark} standing={standing} acts={acts} people={people} /> : null}
      <p className={styles.writing} role="status">
        {writing.length > 0 ? t('writing', { names: writing.join(', '), count: writing.length }) : ''}
      </p>
      {may(standing, 'reply.create') ? <ReplyBox {...props} /> : null}
      {editing ? null : <Acts {...props} />}
      <SeenBy mark={mark} meId={standing.me.id} watching={watching} />
    </>
  );
}

function ReplyBox({ mark, acts, people, replying, draft, onReplying, onDraft, refocus }: OpenProps) {
  const t = useTranslations('margin');
  if (!replying)
    return (
      <button type="button" className={styles.ghost} aria-keyshortcuts="r" onClick={() => onReplying(true)}>
        {draft ? t('goOn') : t('replyOrPress')} {draft ? null : <Kbd>R</Kbd>}
      </button>
    );
  return (
    <Composer
      label={t('reply')}
      send={t('reply')}
      people={people}
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
  );
}

function Acts({ mark, standing, acts, onEditing }: OpenProps) {
  const t = useTranslations('margin');
  const [history, setHistory] = useState(false);
  const mine = may(standing, 'annotation.update', mark);
  return (
    <div className={styles.small}>
      <Check
        by={mark.acknowledgedBy}
        meId={standing.me.id}
        may={may(standing, 'annotation.acknowledge')}
        onCheck={(acknowledged) => void acts.acknowledge(mark, null, acknowledged)}
      />
      {may(standing, 'annotation.resolve') ? (
        <Button variant="quiet" onClick={() => void acts.resolve(mark, mark.status === 'open')}>
          {mark.status === 'open' ? t('resolve') : t('reopen')}
        </Button>
      ) : null}
      {mine ? (
        <>
          <Button variant="quiet" onClick={() => onEditing(true)}>
            {t('edit')}
          </Button>
          <Button
            variant="quiet"
            onClick={() => void acts.share(mark, mark.visibility === 'private' ? 'case' : 'private')}
          >
            {mark.visibility === 'private' ? t('share') : t('makePrivate')}
          </Button>
        </>
      ) : null}
      <Button variant="quiet" onClick={() => void acts.copyLink(mark)}>
        {t('copyLink')}
      </Button>
      <Button variant="quiet" disabled={mark.revision === 0} onClick={() => setHistory(true)}>
        {t('history.open')}
      </Button>
      {mark.revision === 0 ? null : <WhoSees type="annotation" id={mark.id} />}
      {may(standing, 'annotation.delete', mark) ? (
        <Button variant="quiet" onClick={() => void acts.remove(mark)}>
          {t('delete')}
        </Button>
      ) : null}
      {mark.revision === 0 ? null : (
        <FlagButton subjectType="annotation" subjectId={mark.id} authorId={mark.authorId} />
      )}
      <History annotationId={mark.id} open={history} onClose={() => setHistory(false)} />
    </div>
  );
}
