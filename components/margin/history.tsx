'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { HistoryView } from '../../lib/annotations/schema.ts';
import { historyPage } from '../../lib/annotations/schema.ts';
import { Dialog } from '../ui/dialog.tsx';
import { When } from '../ui/when.tsx';
import { everyPage } from './fetch.ts';
import styles from './margin.module.css';

/** The sentence of each kind of event. */
const sentences = {
  'annotation.created': 'created',
  'annotation.updated': 'updated',
  'annotation.resolved': 'resolved',
  'annotation.reopened': 'reopened',
  'annotation.shared': 'shared',
  'annotation.unshared': 'unshared',
  'annotation.deleted': 'deleted',
  'annotation.restored': 'restored',
  'annotation.acknowledged': 'acknowledged',
  'annotation.unacknowledged': 'unacknowledged',
  'reply.created': 'replied',
  'reply.updated': 'replyUpdated',
  'reply.deleted': 'replyDeleted',
  'reply.restored': 'replyRestored',
} as const;
const isKnown = (type: string): type is keyof typeof sentences => type in sentences;

/** Who changed what, when (ANN-13), asked for when it is opened. */
export function History({
  annotationId,
  open,
  onClose,
}: {
  readonly annotationId: string;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations('margin.history');
  const { data, error } = useQuery({
    queryKey: ['annotation-history', annotationId],
    queryFn: () => everyPage(`/annotations/${annotationId}/history`, historyPage),
    enabled: open,
    staleTime: 0,
  });
  return (
    <Dialog open={open} onClose={onClose} title={t('title')}>
      {error ? <p role="alert">{error.message}</p> : null}
      {!data && !error ? <p role="status">{t('loading')}</p> : null}
      <ol className={styles.history}>
        {data?.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </ol>
    </Dialog>
  );
}

function Line({ line }: { readonly line: HistoryView }) {
  const t = useTranslations('margin.history');
  return (
    <li>
      <p className={styles.who}>
        <b>{line.actor.name}</b> {isKnown(line.type) ? t(sentences[line.type]) : line.type}, <When at={line.at} />
      </p>
      {line.changes
        .filter((change) => change.field !== 'status')
        .map(({ field, before, after }) => (
          <p key={field} className={styles.words} dir="auto">
            {before === null ? null : <del>{before}</del>} {after === null ? null : <ins>{after}</ins>}
          </p>
        ))}
    </li>
  );
}
