'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { VersionView } from '@/lib/sources/schema.ts';
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
): ReadonlyMap<number, string> {
  const t = useTranslations('reader');
  return useMemo(() => {
    const byEnd = new Map<number, string[]>();
    for (const mark of marks) {
      const end = blocks[blockIndexAt(blocks, mark.start)]?.end;
      if (end === undefined) continue;
      const quote = text.slice(mark.start, Math.min(mark.end, mark.start + SAID)).toWellFormed();
      const words = t('marked', { mark: mark.words, quote });
      byEnd.set(end, [...(byEnd.get(end) ?? []), words]);
    }
    return new Map([...byEnd].map(([end, words]) => [end, ` [${words.join('; ')}]`]));
  }, [marks, text, blocks, t]);
}
