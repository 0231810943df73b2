'use client';

import { useEffect } from 'react';
import { z } from 'zod';

const ASK_MS = 60_000;
const answer = z.object({ mark: z.string().nullable() });

/**
 * An open public page has no connection to the newsroom: it asks once a minute, and whenever somebody comes back to it,
 * whether words were redacted since it was made, and is then loaded anew (ACC-8).
 */
export function LoadAnew({ mark }: { readonly mark: string | null }) {
  useEffect(() => {
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      const response = await fetch('/fact-checks/redacted').catch(() => null);
      const now = answer.safeParse(await response?.json().catch(() => null));
      if (now.success && now.data.mark !== mark) window.location.reload();
    };
    const onCome = () => void ask();
    const timer = setInterval(onCome, ASK_MS);
    document.addEventListener('visibilitychange', onCome);
    window.addEventListener('pageshow', onCome);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onCome);
      window.removeEventListener('pageshow', onCome);
    };
  }, [mark]);
  return null;
}
