'use client';

import { useTranslations } from 'use-intl';
import { useActRegistry, useActs } from '../acts/registry.tsx';
import { useRoomKeys } from '../acts/use-room-keys.ts';
import { adjustByKey } from '../adjust.rules.ts';
import type { KeyboardSelection } from '../keyboard-selection.rules.ts';
import { moveSelection } from '../keyboard-selection.rules.ts';
import { toOffset, toPosition } from '../drawing/segments.rules.ts';
import { useReader } from './room-context.ts';

/** How much of what is selected is read out. */
const SAID = 160;

/** Listens to the keys: first the caret and the ends that are being moved, then the acts. */
export function RoomKeys() {
  const { store, editor, marks, version, scrollTo, readingAt, say } = useReader();
  const registry = useActRegistry();
  const t = useTranslations('reader');
  const { text, blocks } = version;

  const line = (offset: number, by: 1 | -1): number | null => {
    if (!editor) return null;
    const at = editor.view.coordsAtPos(toPosition(blocks, offset));
    const height = at.bottom - at.top;
    // Blocks stand apart: what is not found one line on is found two on.
    for (const lines of [1, 1.6, 2.4, 3.5]) {
      const y = by === 1 ? at.bottom + height * (lines - 0.5) : at.top - height * (lines - 0.5);
      const found = editor.view.posAtCoords({ left: at.left + 1, top: y });
      const next = found ? toOffset(blocks, found.pos) : null;
      if (next !== null && (by === 1 ? next > offset : next < offset)) return next;
    }
    return null;
  };

  useActs({
    select: () => {
      const { activeId } = store.getState();
      const from = marks.find((one) => one.id === activeId)?.start ?? readingAt();
      store.setState({ caret: { anchor: from, head: from }, selection: null });
      say(t('caret', { words: wordsFrom(text, from) }));
      return true;
    },
  });

  const tell = ({ anchor, head }: KeyboardSelection): void => {
    const [start, end] = [Math.min(anchor, head), Math.max(anchor, head)];
    const here = marks.filter((one) => one.start < Math.max(end, head + 1) && one.end > start).map((one) => one.words);
    const words = start === end ? wordsFrom(text, head) : text.slice(start, end).slice(0, SAID);
    say([words, ...new Set(here)].join('; '));
  };

  useRoomKeys(
    (event) => {
      const { caret, popup, adjusting } = store.getState();
      if (adjusting) {
        const next = adjustByKey(text, adjusting, event);
        if (!next) return false;
        store.setState({ adjusting: next });
        const range = next.ranges[next.at];
        if (range) say(text.slice(range.start, range.end).slice(0, SAID));
        return true;
      }
      if (!caret || popup || event.metaKey) return false;
      const moved = moveSelection({ text, blocks, line }, caret, event);
      if (!moved) return false;
      const [start, end] = [Math.min(moved.anchor, moved.head), Math.max(moved.anchor, moved.head)];
      store.setState({ caret: moved, selection: start === end ? null : { start, end } });
      scrollTo(moved.head);
      tell(moved);
      return true;
    },
    (name) => registry.run(name),
  );
  return null;
}

const wordsFrom = (text: string, offset: number): string =>
  text
    .slice(offset, offset + 60)
    .split('\n')[0]
    ?.split(' ')
    .slice(0, 6)
    .join(' ') ?? '';
