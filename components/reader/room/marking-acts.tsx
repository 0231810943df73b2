'use client';

import { useTranslations } from 'use-intl';
import type { ActName } from '../acts/acts.rules.ts';
import { useActs } from '../acts/registry.tsx';
import { useReader } from './room-context.ts';
import type { Paint } from './room-store.ts';
import { selectedRanges } from './room-store.ts';

const withPopup = ['claim', 'entity', 'tag', 'note', 'question', 'correction'] as const;

/** The acts at the selected words. A viewer has none of them. */
export function MarkingActs() {
  const { mayMark } = useReader();
  return mayMark ? <Marking /> : null;
}

function Marking() {
  const { store, annotations, mark, say, version } = useReader();
  const t = useTranslations('reader');
  const selected = () => selectedRanges(store.getState()).length > 0;
  const popup = (name: ActName) => () => {
    if (selected()) store.setState({ popup: name });
    return selected();
  };
  useActs({
    ...Object.fromEntries(withPopup.map((name) => [name, popup(name)])),
    highlight: () => {
      if (!selected()) return false;
      mark('highlight');
      return true;
    },
    addRange: () => {
      const ranges = selectedRanges(store.getState());
      if (ranges.length === 0) return false;
      window.getSelection()?.removeAllRanges();
      store.setState({ extra: ranges, selection: null, popup: null });
      say(t('ranges', { count: ranges.length }));
      return true;
    },
    paint: () => {
      const { activeId, paint } = store.getState();
      const active = annotations.find((one) => one.id === activeId);
      const next: Paint =
        active && active.kind === 'tag'
          ? { kind: 'tag', tags: active.tags.map((tag) => tag.name) }
          : { kind: 'highlight', tags: active?.kind === 'highlight' ? active.tags.map((tag) => tag.name) : [] };
      store.setState({ paint: paint ? null : next });
      if (!paint && selected()) mark(next.kind, { tags: next.tags });
      return true;
    },
    linkToWords: () => {
      const [range] = selectedRanges(store.getState());
      if (!range) return false;
      const url = new URL(window.location.href);
      // The offsets for this tool; the words for every browser, should the page be elsewhere one day.
      const words = version.text.slice(range.start, range.end).split('\n')[0] ?? '';
      url.hash = `t=${range.start},${range.end}:~:text=${encodeURIComponent(words.slice(0, 200))}`;
      void navigator.clipboard.writeText(url.toString()).then(
        () => say(t('linkCopied')),
        () => window.prompt(t('linkCopy'), url.toString()),
      );
      return true;
    },
  });
  return null;
}
