'use client';

import { useRouter } from 'next/navigation';
import { useActs } from '../acts/registry.tsx';
import { useRoomKeys } from '../acts/use-room-keys.ts';
import { useActRegistry } from '../acts/registry.tsx';
import { moveSelection } from '../keyboard-selection.rules.ts';
import { useReader } from './room-context.ts';

/** The acts of reading and marking, and the keys of all acts. */
export function ReadingActs({ topBlock }: { readonly topBlock: number }) {
  const { store, marks, version, sources, source, mayMark, mark, activate, scrollTo, leave } = useReader();
  const router = useRouter();
  const registry = useActRegistry();

  const popup = (name: string) => () => {
    if (!store.getState().selection) return false;
    store.setState({ popup: name });
    return true;
  };
  const step = (by: 1 | -1) => () => {
    const { activeId } = store.getState();
    const ids = [...new Set(marks.map((one) => one.id))];
    const index = ids.findIndex((id) => id === activeId);
    const next = ids[index === -1 ? (by === 1 ? 0 : ids.length - 1) : (index + by + ids.length) % ids.length];
    if (next) activate(next);
    return true;
  };
  const goTo = (by: 1 | -1) => () => {
    const sealed = sources.filter((one) => one.state === 'sealed');
    const next = sealed[sealed.findIndex((one) => one.id === source.id) + by];
    if (next) router.push(`/sources/${next.id}`);
    return true;
  };

  useActs({
    ...(mayMark
      ? {
          claim: popup('claim'),
          entity: popup('entity'),
          tag: popup('tag'),
          note: popup('note'),
          question: popup('question'),
          highlight: () => {
            if (!store.getState().selection) return false;
            mark('highlight');
            return true;
          },
        }
      : {}),
    select: () => {
      const { activeId } = store.getState();
      const from = marks.find((one) => one.id === activeId)?.start ?? version.blocks[topBlock]?.start ?? 0;
      store.setState({ caret: { anchor: from, head: from }, selection: null });
      return true;
    },
    next: step(1),
    previous: step(-1),
    nextSource: goTo(1),
    previousSource: goTo(-1),
    leave: () => {
      const { popup: open, selection, caret, chooser } = store.getState();
      if (!open && !selection && !caret && !chooser) activate(null);
      leave();
      return true;
    },
    keys: () => {
      store.setState({ dialog: 'keys' });
      return true;
    },
    palette: () => {
      store.setState({ dialog: 'palette' });
      return true;
    },
  });

  useRoomKeys(
    (event) => {
      const { caret, popup: open } = store.getState();
      if (!caret || open || event.ctrlKey || event.metaKey) return false;
      const moved = moveSelection(version.text, caret, event);
      if (!moved) return false;
      const [start, end] = [Math.min(moved.anchor, moved.head), Math.max(moved.anchor, moved.head)];
      store.setState({ caret: moved, selection: start === end ? null : { start, end } });
      scrollTo(moved.head);
      return true;
    },
    (name) => registry.run(name),
  );
  return null;
}
