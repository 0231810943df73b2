'use client';

import { useEffect, useEffectEvent } from 'react';

interface Opens {
  readonly mark: (id: string) => void;
  readonly words: (start: number, end: number) => void;
}

/** `#m=ID` opens a mark, `#t=12,40` shows words, `#P12` leads to a part: on arrival and when the address changes. */
export function useDeepLink(ready: boolean, open: Opens): void {
  const look = useEffectEvent(() => {
    const hash = window.location.hash.slice(1);
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
