'use client';

import { useTranslations } from 'use-intl';
import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { countsOf } from './count-words.rules.ts';

/** "1 headline, 2 captions, 11 body paragraphs": what a text is made of, in the reader's language. */
export function useCountsInWords(): (parts: readonly { readonly role: BlockRole }[]) => string {
  const t = useTranslations('sources.counts');
  return (parts) =>
    countsOf(parts)
      .map(({ role, count }) => t(role, { count }))
      .join(', ');
}
