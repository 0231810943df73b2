'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { seenList } from '../../lib/annotations/schema.ts';
import { get } from '../data/api.ts';
import { sendCommand } from '../data/send-command.ts';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';

/** Who has had this thread open; opening it says so of oneself, once for each new word in it. */
export function SeenBy({
  mark,
  meId,
  watching,
}: {
  readonly mark: ShownAnnotation;
  readonly meId: string;
  readonly watching: readonly string[];
}) {
  const t = useTranslations('margin');
  const kept = mark.revision > 0;
  const here = watching.join('|');
  const { data } = useQuery({
    // Asked again when somebody opens or leaves it.
    queryKey: ['annotation-seen', mark.id, mark.replies.length, here],
    queryFn: () => get(`/annotations/${mark.id}/seen`, seenList),
    enabled: kept,
    placeholderData: (before) => before,
    retry: false,
  });
  useEffect(() => {
    if (kept) void sendCommand('annotation.see', { annotationId: mark.id });
  }, [kept, mark.id, mark.replies.length]);
  const names = new Set([
    ...(data?.items ?? []).filter(({ person }) => person.id !== meId).map(({ person }) => person.name),
    ...watching,
  ]);
  if (names.size === 0) return null;
  return <p className={styles.seen}>{t('seenBy', { names: [...names].join(', ') })}</p>;
}
