import pg from 'pg';
import type { WakeUp } from '../platform/notify.ts';
import { CHANNEL, wakeUp } from '../platform/notify.ts';
import type { BusMessage } from './bus.ts';
import { LIVE_CHANNEL, parseBusMessage } from './bus.ts';

export interface Listener {
  readonly connected: () => boolean;
  readonly close: () => Promise<void>;
}

interface Handlers {
  readonly onWakeUp: (message: WakeUp) => void;
  /** From the live server of another process. */
  readonly onBusMessage?: (message: BusMessage) => void;
  /** The connection was away: anything may have been missed, so look at the tables. */
  readonly onGap: () => void;
}

const RETRY_MS = 250;
/** A connection that says nothing for so long is asked whether it lives. */
const PROBE_MS = 5000;

/** One LISTEN connection for the process. It reconnects by itself and says when something may have been missed. */
export async function listenToPostgres(url: string, { onWakeUp, onBusMessage, onGap }: Handlers): Promise<Listener> {
  let client: pg.Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      query_timeout: PROBE_MS,
    });
    next.on('notification', ({ channel, payload = '' }) => {
      const message = channel === CHANNEL ? parse(payload) : undefined;
      if (message) onWakeUp(message);
      const said = channel === LIVE_CHANNEL ? parseBusMessage(payload) : undefined;
      if (said) onBusMessage?.(said);
    });
    next.on('error', () => undefined);
    next.on('end', () => {
      if (client !== next) return;
      client = undefined;
      if (!closed) retry = setTimeout(again, RETRY_MS);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      if (onBusMessage) await next.query(`LISTEN ${LIVE_CHANNEL}`);
    } catch (error) {
      next.end().catch(() => undefined);
      throw error;
    }
    client = next;
  }

  function again(): void {
    clearTimeout(retry);
    connect().then(onGap, () => {
      if (!closed) retry = setTimeout(again, RETRY_MS);
    });
  }

  // A connection whose other end has vanished without a word brings nothing and says nothing.
  const probe = setInterval(() => {
    const probed = client;
    probed?.query('SELECT 1').catch(() => {
      if (client !== probed) return;
      client = undefined;
      probed.end().catch(() => undefined);
      if (!closed) again();
    });
  }, PROBE_MS);

  await connect();
  return {
    connected: () => client !== undefined,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      clearInterval(probe);
      await client?.end();
    },
  };
}

function parse(payload: string): WakeUp | undefined {
  try {
    const result = wakeUp.safeParse(JSON.parse(payload));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}
