'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { VersionView } from '@/lib/sources/schema.ts';
import type { OverlayRange } from '../room/room-store.ts';
import type { DrawnMark } from './layers.rules.ts';
import { blockIndexAt } from '@/lib/anchors/blocks.rules.ts';

/** So much of the marked words is said with a mark. */
const SAID = 60;

/**
 * What those hear who do not see the lines (UX-2): after each part of the text, which marks lie in it and on which words.
 * The words themselves are read without interruption. By the offset where the part ends.
 */
export function useSaid(
  marks: readonly DrawnMark[],
  { text, blocks }: Pick<VersionView, 'text' | 'blocks'>,
  asides: readonly OverlayRange[],
): ReadonlyMap<number, string> {
  const t = useTranslations('reader');
  return useMemo(() => {
    const byEnd = new Map<number, string[]>();
    const say = (offset: number, words: string) => {
      const end = blocks[blockIndexAt(blocks, offset)]?.end;
      if (end !== undefined) byEnd.set(end, [...(byEnd.get(end) ?? []), words]);
    };
    for (const mark of marks) {
      const quote = text.slice(mark.start, Math.min(mark.end, mark.start + SAID)).toWellFormed();
      say(mark.start, t('marked', { mark: mark.words, quote }));
    }
    for (const aside of asides) say(aside.start, aside.words);
    return new Map([...byEnd].map(([end, words]) => [end, ` [${words.join('; ')}]`]));
  }, [marks, text, blocks, asides, t]);
}
