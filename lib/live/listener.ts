import pg from 'pg';
import type { WakeUp } from '../platform/notify.ts';
import { CHANNEL, wakeUp } from '../platform/notify.ts';

export interface Listener {
  readonly connected: () => boolean;
  readonly close: () => Promise<void>;
}

interface Handlers {
  readonly onWakeUp: (message: WakeUp) => void;
  /** The connection was away: anything may have been missed, so look at the tables. */
  readonly onGap: () => void;
}

const RETRY_MS = 500;

/** One LISTEN connection for the process. It reconnects by itself and says when something may have been missed. */
export async function listenToPostgres(url: string, { onWakeUp, onGap }: Handlers): Promise<Listener> {
  let client: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, keepAlive: true });
    next.on('notification', ({ payload }) => {
      const message = parse(payload);
      if (message) onWakeUp(message);
    });
    next.on('error', () => undefined);
    next.on('end', () => {
      if (client === next) client = undefined;
      if (!closed) retry = setTimeout(again, RETRY_MS);
    });
    await next.connect();
    await next.query(`LISTEN ${CHANNEL}`);
    client = next;
  }

  function again(): void {
    connect().then(onGap, () => {
      if (!closed) retry = setTimeout(again, RETRY_MS);
    });
  }

  await connect();
  return {
    connected: () => client !== undefined,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}

function parse(payload: string | undefined): WakeUp | undefined {
  try {
    const result = wakeUp.safeParse(JSON.parse(payload ?? ''));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
