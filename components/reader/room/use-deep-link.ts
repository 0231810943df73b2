'use client';

import { useEffect, useEffectEvent } from 'react';

/** `#m=ID` opens a mark, on arrival and when the address changes; `#P12` is the browser's own business. */
export function useDeepLink(ready: boolean, open: (id: string) => void): void {
  const look = useEffectEvent(() => {
    const hash = window.location.hash.slice(1);
    if (hash.startsWith('m=')) open(hash.slice(2));
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
