'use client';

import { useEffect, useRef, useState } from 'react';
import { call } from '@/components/data/api.ts';
import type { EntityItem } from '@/lib/entities/schema.ts';
import { entityPageView } from '@/lib/entities/schema.ts';

export interface Candidates {
  /** What the items answer; older than what is typed while a question is on its way. */
  readonly q: string;
  readonly items: readonly EntityItem[];
  /** Why there is no answer, in the server's words; empty: it could not be asked. */
  readonly error: string | null;
}

/** Shorter than a person notices, longer than between two keys of a fast typist. */
const PAUSE_MS = 90;

/** The ranked candidates for what has been typed; a newer question ends an older one. */
export function useCandidates(investigationId: string, typed: string): Candidates & { readonly waiting: boolean } {
  const q = typed.trim();
  const [answered, setAnswered] = useState<Candidates>({ q: '', items: [], error: null });
  // The words that somebody has selected are all there is: only who types may go on.
  const typing = useRef(false);
  useEffect(() => {
    if (q === '') return;
    const abort = new AbortController();
    const search = new URLSearchParams({ q, investigationId, limit: '8' });
    const timer = setTimeout(
      () => {
        call(`/api/v1/entities?${search.toString()}`, { signal: abort.signal })
          .then((result) =>
            setAnswered(
              result.ok
                ? { q, items: entityPageView.parse(result.value).items, error: null }
                : { q, items: [], error: result.error.detail },
            ),
          )
          .catch(() => {
            if (!abort.signal.aborted) setAnswered({ q, items: [], error: '' });
          });
        typing.current = true;
      },
      typing.current ? PAUSE_MS : 0,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q, investigationId]);
  if (q === '') return { q, items: [], error: null, waiting: false };
  return { ...answered, waiting: answered.q !== q };
}
