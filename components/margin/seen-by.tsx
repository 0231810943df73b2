'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { z } from 'zod';
import { seenList } from '../../lib/annotations/schema.ts';
import { call, RefusedRead } from '../data/api.ts';
import styles from './margin.module.css';
import type { ShownAnnotation } from './pending.ts';

/** So long a card is open before its thread counts as seen: who steps over it has not read it. */
const LOOKED_MS = 600;

/** Says that one has had the thread open, and asks who has. Not kept for later: a look that is not told is no loss. */
async function look(id: string): Promise<z.infer<typeof seenList>> {
  const seen = await call(`/api/v1/annotations/${id}/seen`, { method: 'POST', body: '{}' });
  if (!seen.ok) throw new RefusedRead(seen.error.code, seen.error.detail);
  return seenList.parse(seen.value);
}

/** Who has had this thread open; having it open says so of oneself, once for each new word in it. */
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
  const [looked, setLooked] = useState(false);
  const { data } = useQuery({
    // Asked again when somebody opens or leaves it.
    queryKey: ['annotation-seen', mark.id, mark.replies.length, here],
    queryFn: () => look(mark.id),
    enabled: kept && looked,
    placeholderData: (before) => before,
    retry: false,
  });
  useEffect(() => {
    const timer = setTimeout(() => setLooked(true), LOOKED_MS);
    return () => clearTimeout(timer);
  }, []);
  const names = new Set([
    ...(data?.items ?? []).filter(({ person }) => person.id !== meId).map(({ person }) => person.name),
    ...watching,
  ]);
  if (names.size === 0) return null;
  return <p className={styles.seen}>{t('seenBy', { names: [...names].join(', ') })}</p>;
}
