'use client';

import { useQuery } from '@tanstack/react-query';
import type { HistoryView } from '../../lib/annotations/schema.ts';
import { historyPage } from '../../lib/annotations/schema.ts';
import { Dialog } from '../ui/dialog.tsx';
import { When } from '../ui/when.tsx';
import { everyPage } from './fetch.ts';
import styles from './margin.module.css';

const said = {
  'annotation.created': 'made this mark',
  'annotation.updated': 'changed it',
  'annotation.resolved': 'resolved it',
  'annotation.reopened': 'reopened it',
  'annotation.shared': 'shared it with the case',
  'annotation.unshared': 'made it private',
  'annotation.deleted': 'deleted it',
  'annotation.restored': 'brought it back',
  'reply.created': 'replied',
  'reply.updated': 'changed a reply',
  'reply.deleted': 'deleted a reply',
  'reply.restored': 'brought a reply back',
} as const satisfies Readonly<Record<string, string>>;
const phrases = new Map<string, string>(Object.entries(said));

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
  const { data, error } = useQuery({
    queryKey: ['annotation-history', annotationId],
    queryFn: () => everyPage(`/annotations/${annotationId}/history`, historyPage),
    enabled: open,
    staleTime: 0,
  });
  return (
    <Dialog open={open} onClose={onClose} title="History of this mark">
      {error ? <p role="alert">{error.message}</p> : null}
      {!data && !error ? <p role="status">Loading the history.</p> : null}
      <ol className={styles.history}>
        {data?.map((line) => (
          <Line key={line.seq} line={line} />
        ))}
      </ol>
    </Dialog>
  );
}

function Line({ line }: { readonly line: HistoryView }) {
  return (
    <li>
      <p className={styles.who}>
        <b>{line.actor.name}</b> {phrases.get(line.type) ?? line.type}, <When at={line.at} />
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
