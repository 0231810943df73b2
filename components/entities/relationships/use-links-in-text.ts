'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { useApi } from '@/components/data/use-api.ts';
import { useReader } from '@/components/reader/room/room-context.ts';
import { relationshipView } from '@/lib/entities/schema.ts';
import type { RelationshipView } from '@/lib/entities/schema.ts';
import { useWhenWords } from '../use-when-words.ts';
import { useEdgeWords } from '../use-labels.ts';

const list = z.object({ items: z.array(relationshipView) });
const none: readonly RelationshipView[] = [];

/** What was drawn in the words of this source, and the version on which it is to be shown. */
export function useLinksOfSource() {
  const { source, version } = useReader();
  const { data, refetch } = useApi(`/sources/${source.id}/relationships`, list);
  const { number, text } = version;
  const here = useMemo(() => ({ sourceId: source.id, number, text }), [source.id, number, text]);
  return { links: data?.items ?? none, here, refetch };
}

/** A relationship in its parts, as it reads: who, how, with whom, and what else is known of it. */
export function useLinkWords() {
  const edge = useEdgeWords();
  const when = useWhenWords();
  return (link: RelationshipView) => {
    const dated = when(link);
    return {
      from: link.from.name,
      how: edge(link.words),
      to: link.to.name,
      more: `${link.role ? `, ${link.role}` : ''}${dated ? ` (${dated})` : ''}`,
    };
  };
}

/** For ears and for resting on it with the mouse: "A owns B, shareholder (from 2019): In checking". */
export function useLinkSaid() {
  const t = useTranslations('entities');
  const wordsOf = useLinkWords();
  return (link: RelationshipView): string => {
    const { from, how, to, more } = wordsOf(link);
    return t('inText.said', { words: `${from} ${how} ${to}${more}`, support: t(`support.${link.support}`) });
  };
}
