'use client';

import { useCallback, useState } from 'react';
import { sendCommand } from '@/components/data/send-command.ts';

/** Sends a command about a claim; what stands in the way is kept as a sentence, and the claim is asked for anew. */
export function useClaimAct(refetch: () => Promise<unknown>): {
  readonly error: string | null;
  readonly busy: boolean;
  readonly act: (name: string, input: Record<string, unknown>) => Promise<boolean>;
  readonly clear: () => void;
} {
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const act = useCallback(
    async (name: string, input: Record<string, unknown>) => {
      setBusy(true);
      const result = await sendCommand(name, input);
      setError(result.ok ? null : result.error.detail);
      await refetch();
      setBusy(false);
      return result.ok;
    },
    [refetch],
  );
  return { error, busy, act, clear: useCallback(() => setError(null), []) };
}
