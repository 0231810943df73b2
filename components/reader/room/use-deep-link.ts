'use client';

import { useEffect, useEffectEvent, useState } from 'react';

interface Opens {
  readonly mark: (id: string) => void;
  /** Whether the mark is there; null: it may still come. */
  readonly has: (id: string) => boolean | null;
  readonly words: (start: number, end: number) => void;
}

/** `#m=ID` opens a mark, `#t=12,40` shows words, `#P12` leads to a part: on arrival and when the address changes. */
export function useDeepLink(ready: boolean, open: Opens): void {
  const [sought, setSought] = useState<string | null>(null);
  const there = sought === null ? null : open.has(sought);
  const found = useEffectEvent((id: string) => {
    if (there) open.mark(id);
    setSought(null);
  });
  useEffect(() => {
    if (sought !== null && there !== null) found(sought);
  }, [sought, there]);
  const look = useEffectEvent(() => {
    const hash = window.location.hash.slice(1);
    setSought(hash.startsWith('m=') && open.has(hash.slice(2)) === null ? hash.slice(2) : null);
    const words = /^t=(\d{1,7}),(\d{1,7})/u.exec(hash);
    if (hash.startsWith('m=')) open.mark(hash.slice(2));
    else if (words) open.words(Number(words[1]), Number(words[2]));
    else if (hash) document.getElementById(decodeURIComponent(hash))?.scrollIntoView({ block: 'center' });
  });
  useEffect(() => {
    if (!ready) return;
    const listener = () => look();
    listener();
    window.addEventListener('hashchange', listener);
    return () => window.removeEventListener('hashchange', listener);
  }, [ready]);
}
