'use client';

import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useState } from 'react';
import { toOffset } from '@/components/reader/drawing/segments.rules.ts';
import type { toolbar } from '@/components/reader/plugins.tsx';
import { snapToWords } from '@/lib/anchors/segment.rules.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import type { KeptPlace } from '@/lib/sources/draft-places.rules.ts';
import { draftTextOf, keepPlace } from '@/lib/sources/draft-places.rules.ts';

export interface ChosenWords {
  readonly words: string;
  readonly range: { readonly start: number; readonly end: number };
  /** Where they are found again while colleagues write. */
  readonly kept: KeptPlace;
  /** bar: the toolbar has the keys; null: it only stands there. */
  readonly act: (typeof toolbar)[number] | 'bar' | null;
}

/** A selection is looked at when it has come to rest. */
const REST_MS = 250;

/** The words that are selected in a draft, whole ones; `take` gives the keys to what can be done with them. */
export function useChosenWords(editor: Editor | null, text: LiveText | null, may: boolean) {
  const [chosen, setChosen] = useState<ChosenWords | null>(null);
  const take = useCallback(() => {
    const words = editor && text && may ? chosenIn(editor, text) : null;
    setChosen(words && { ...words, act: 'bar' });
    return words !== null;
  }, [editor, text, may]);
  useEffect(() => {
    if (!editor || !text || !may) {
      setChosen(null);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (editor.isDestroyed) return;
      // A popup goes on with the words that it was opened for.
      setChosen((before) => (before?.act ? before : chosenIn(editor, text)));
    };
    const soon = () => {
      clearTimeout(timer);
      if (editor.state.selection.empty) setChosen((before) => (before?.act ? before : null));
      else timer = setTimeout(look, REST_MS);
    };
    editor.on('selectionUpdate', soon);
    return () => {
      clearTimeout(timer);
      editor.off('selectionUpdate', soon);
    };
  }, [editor, text, may]);
  return { chosen, setChosen, take };
}

function chosenIn(editor: Editor, { doc }: LiveText): ChosenWords | null {
  const { from, to, empty } = editor.state.selection;
  const { text, blocks } = draftTextOf(doc);
  if (empty || blocks.length === 0) return null;
  const range = snapToWords(text, toOffset(blocks, from), toOffset(blocks, to));
  const kept = range && keepPlace(doc, range);
  return range && kept ? { words: text.slice(range.start, range.end), range, kept, act: null } : null;
}
