import { z } from 'zod';
import type { Database } from '../platform/db.ts';
import { presentPerson } from './protocol.schema.ts';

/** Where the live servers of several processes talk to each other. Nothing of it is the record, and all of it may be lost. */
export const LIVE_CHANNEL = 'redthread_live';

const process = z.string();

export const busMessage = z.discriminatedUnion('k', [
  /** "I live": every two seconds. `ask`: "who is with you?", said once at the start. */
  z.object({ k: z.literal('hello'), p: process, ask: z.boolean().optional() }),
  z.object({ k: z.literal('bye'), p: process }),
  /** Somebody came into a room that was empty here: who else is in it? */
  z.object({ k: z.literal('who'), p: process, room: z.string() }),
  z.object({
    k: z.literal('here'),
    p: process,
    room: z.string(),
    people: z.array(z.tuple([z.string(), presentPerson.nullable()])),
  }),
  /** The same question about a document's carets. */
  z.object({ k: z.literal('whose'), p: process, doc: z.string() }),
  z.object({
    k: z.literal('carets'),
    p: process,
    doc: z.string(),
    carets: z.array(z.object({ client: z.number(), clock: z.number(), state: z.string(), by: z.string() })),
  }),
  /** Logs have grown: only said here when Redis carries the wake-ups. */
  z.object({ k: z.literal('grown'), p: process, docs: z.array(z.tuple([z.string(), z.number()])) }),
]);
export type BusMessage = z.infer<typeof busMessage>;

export interface Bus {
  readonly publish: (message: BusMessage) => void;
  readonly close: () => Promise<void>;
}

/** Postgres refuses a payload of 8,000 bytes or more. */
const MAX_PAYLOAD = 7_900;
const GATHER_MS = 15;

/**
 * The same connection that brings the wake-ups brings these. Several messages travel in one statement, and one statement
 * at a time: what is said later must not arrive earlier.
 */
export function postgresBus(db: Database): Bus {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sending: Promise<void> | undefined;
  const send = async () => {
    while (waiting.length > 0) {
      const sent = waiting;
      waiting = [];
      await db.pool
        .query({
          name: 'redthread_bus',
          text: 'SELECT pg_notify($1, m) FROM unnest($2::text[]) AS m',
          values: [LIVE_CHANNEL, sent],
        })
        // Presence that did not get through is repeated with the next movement.
        .catch(() => undefined);
    }
    sending = undefined;
  };
  const begin = () => {
    clearTimeout(timer);
    timer = undefined;
    return (sending ??= send());
  };
  return {
    publish: (message) => {
      const payload = JSON.stringify(message);
      if (Buffer.byteLength(payload) > MAX_PAYLOAD) return;
      waiting.push(payload);
      if (!sending) timer ??= setTimeout(() => void begin(), GATHER_MS);
    },
    close: () => begin(),
  };
}

/** A list in pieces that each fit a payload; an entry is at most a few thousand bytes. */
export function inPieces<Entry>(entries: readonly Entry[]): Entry[][] {
  const pieces: Entry[][] = [];
  let room = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(JSON.stringify(entry));
    const last = pieces.at(-1);
    if (last && size < room) last.push(entry);
    else {
      pieces.push([entry]);
      room = MAX_PAYLOAD - 300;
    }
    room -= size + 1;
  }
  return pieces;
}

export function parseBusMessage(text: string): BusMessage | undefined {
  try {
    return busMessage.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
