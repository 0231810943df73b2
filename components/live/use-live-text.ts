'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LiveText, TextStatus } from '@/lib/live/client/live-text.ts';
import { useLive } from './live-provider.tsx';

const loading: TextStatus = { kind: 'loading' };
const never = () => () => undefined;

/** A live document for as long as the component is there; null until then. */
export function useLiveText(documentId: string, schemaVersion: number): LiveText | null {
  const live = useLive();
  const [text, setText] = useState<LiveText | null>(null);
  useEffect(() => {
    const opened = live.text(documentId, schemaVersion);
    setText(opened);
    return () => {
      setText(null);
      opened.destroy();
    };
  }, [live, documentId, schemaVersion]);
  return text;
}

export function useTextStatus(text: LiveText | null): {
  readonly status: TextStatus;
  readonly ready: boolean;
  readonly writable: boolean;
} {
  const status = useSyncExternalStore(
    text?.status.subscribe ?? never,
    () => text?.status.get() ?? loading,
    () => loading,
  );
  const ready = useSyncExternalStore(
    text?.ready.subscribe ?? never,
    () => text?.ready.get() ?? false,
    () => false,
  );
  const writable = useSyncExternalStore(
    text?.writable.subscribe ?? never,
    () => text?.writable.get() ?? false,
    () => false,
  );
  return { status, ready, writable };
}
