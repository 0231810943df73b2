'use client';

import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import { call } from '@/components/data/api.ts';
import { openOutbox } from '@/components/data/send-command.ts';
import { LiveClient } from '@/lib/live/client/live-client.ts';
import { browserKeptEdits } from './kept-edits.ts';

const LiveContext = createContext<LiveClient | null>(null);

function makeClient(userId: string): LiveClient {
  const url = new URL('/live', typeof window === 'undefined' ? 'http://localhost' : window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new LiveClient({
    url: url.href,
    stillSignedIn: async () => (await call('/api/v1/me')).ok,
    network: typeof window === 'undefined' ? undefined : window,
    kept: typeof indexedDB === 'undefined' ? undefined : browserKeptEdits(userId),
  });
}

interface Props {
  readonly me: { readonly id: string };
  /** The mark of the last redaction before this page was made. */
  readonly redacted: string | null;
  readonly children: ReactNode;
}

/** The tab's one live connection and its outbox, for everything below. Who loses the right to be here goes to the door. */
export function LiveProvider({ me, redacted, children }: Props) {
  const [client] = useState(() => makeClient(me.id));
  // Before the first child asks for it; harmless on the server, which has no IndexedDB and sends nothing.
  useState(() => (typeof window === 'undefined' ? null : openOutbox(me.id)));
  useEffect(() => {
    client.start();
    const outbox = openOutbox(me.id);
    const stop = client.status.subscribe(() => {
      if (client.status.get() === 'online') outbox.flush();
      if (client.status.get() === 'signed_out') window.location.assign('/sign-in?why=signed-out');
    });
    return () => {
      stop();
      client.stop();
    };
  }, [client, me.id]);
  useEffect(
    () =>
      client.redacted.subscribe(() => {
        const mark = client.redacted.get();
        // The words stand in the page and in everything that it has kept in memory: all of it goes (ACC-8).
        if (mark !== undefined && mark !== redacted) window.location.reload();
      }),
    [client, redacted],
  );
  return <LiveContext value={client}>{children}</LiveContext>;
}

export function useLive(): LiveClient {
  const client = useContext(LiveContext);
  if (!client) throw new Error('useLive is for pages behind the door');
  return client;
}
