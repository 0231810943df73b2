'use client';

import { useState } from 'react';
import { History } from '@/components/margin/history.tsx';
import { may } from '@/components/margin/standing.ts';
import { useActs } from '../acts/registry.tsx';
import { useReader, useRoomState } from './room-context.ts';

/** The acts on the active mark. */
export function CardActs() {
  const { annotations, standing, acts, store, version } = useReader();
  const activeId = useRoomState((state) => state.activeId);
  const [history, setHistory] = useState<string | null>(null);
  const mark = activeId ? annotations.find((one) => one.id === activeId) : undefined;
  const mine = mark !== undefined && may(standing, 'annotation.update', mark);
  const on = (allowed: boolean, run: (one: NonNullable<typeof mark>) => unknown) =>
    mark && allowed
      ? () => {
          run(mark);
          return true;
        }
      : undefined;
  useActs({
    acknowledge: on(may(standing, 'annotation.acknowledge'), (one) => {
      const done = one.acknowledgedBy.some(({ id }) => id === standing.me.id);
      return acts.acknowledge(one, null, !done);
    }),
    resolve: on(may(standing, 'annotation.resolve'), (one) => acts.resolve(one, one.status === 'open')),
    share: on(mine, (one) => acts.share(one, one.visibility === 'private' ? 'case' : 'private')),
    remove: on(mark !== undefined && may(standing, 'annotation.delete', mark), (one) => acts.remove(one)),
    copyLink: on(true, (one) => acts.copyLink(one)),
    history: on(mark !== undefined && mark.revision > 0, (one) => setHistory(one.id)),
    adjust: on(mine, (one) => {
      const ranges = one.anchors.flatMap(({ version: number, start, end }) =>
        number === version.number && start !== null && end !== null ? [{ start, end }] : [],
      );
      if (ranges.length > 0) store.setState({ adjusting: { id: one.id, ranges, at: 0 }, selection: null, caret: null });
    }),
    card: on(true, (one) => document.querySelector<HTMLElement>(`[data-card="${one.id}"] button`)?.focus()),
  });
  return history ? <History annotationId={history} open onClose={() => setHistory(null)} /> : null;
}
