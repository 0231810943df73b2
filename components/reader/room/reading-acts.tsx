'use client';

import { useRouter } from 'next/navigation';
import { useActs } from '../acts/registry.tsx';
import { everything } from '../filter.rules.ts';
import { useReader } from './room-context.ts';
import { useFilter } from './use-filter.ts';

/** The acts of reading: from mark to mark, from source to source, and the room's own. */
export function ReadingActs() {
  const { store, marks, annotations, sources, source, acts, activate, leave } = useReader();
  const router = useRouter();
  const filter = useFilter();

  const step = (ids: readonly string[], by: 1 | -1): boolean => {
    const index = ids.indexOf(store.getState().activeId ?? '');
    const next = ids[index === -1 ? (by === 1 ? 0 : ids.length - 1) : (index + by + ids.length) % ids.length];
    if (next) activate(next);
    return next !== undefined;
  };
  const inOrder = () => [...new Set(marks.map((one) => one.id))];
  const goTo = (by: 1 | -1): boolean => {
    const sealed = sources.filter((one) => one.state === 'sealed');
    const next = sealed[sealed.findIndex((one) => one.id === source.id) + by];
    if (next) router.push(`/sources/${next.id}`);
    return next !== undefined;
  };
  const open = (dialog: 'keys' | 'palette') => () => {
    store.setState({ dialog });
    return true;
  };

  useActs({
    next: () => step(inOrder(), 1),
    previous: () => step(inOrder(), -1),
    nextOpen: () => {
      const open = new Set(
        annotations.flatMap((one) => (one.kind === 'question' && one.status === 'open' ? [one.id] : [])),
      );
      const ids = inOrder();
      const from = ids.indexOf(store.getState().activeId ?? '');
      const next = [...ids.slice(from + 1), ...ids.slice(0, from + 1)].find((id) => open.has(id));
      if (next) activate(next);
      return next !== undefined;
    },
    nextSource: () => goTo(1),
    previousSource: () => goTo(-1),
    undo: () => acts.undo(),
    redo: () => acts.redo(),
    showAll: () => {
      filter(everything);
      return true;
    },
    print: () => {
      window.print();
      return true;
    },
    leave: () => {
      const state = store.getState();
      const nothing = !state.popup && !state.selection && !state.caret && !state.chooser && !state.paint;
      if (nothing && state.extra.length === 0) activate(null);
      store.setState({ paint: null, following: null });
      leave();
      return true;
    },
    keys: open('keys'),
    palette: open('palette'),
  });
  return null;
}
