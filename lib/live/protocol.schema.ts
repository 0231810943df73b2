import { z } from 'zod';
import { eventView } from '../investigations/schema.ts';
import { uuid } from '../platform/ids.ts';

/** Largest message in either direction: a whole document's first sync fits. */
export const MAX_MESSAGE = 4_000_000;
/** Largest presence of one person in one room, as JSON. */
export const MAX_STATE = 2_000;

const channel = z.number().int().min(1).max(1_000_000);
export const presenceState = z
  .record(z.string().max(40), z.unknown())
  .refine((state) => JSON.stringify(state).length <= MAX_STATE, 'This presence is too large.');

export const roomKind = z.enum(['source', 'claim']);

/** What a browser may say. A channel is a number of its own choice, free until it closes it. */
export const clientMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('open'), ch: channel, doc: uuid, schema: z.number().int(), lineage: uuid.optional() }),
  z.object({ t: z.literal('join'), ch: channel, kind: roomKind, id: uuid, state: presenceState }),
  z.object({ t: z.literal('state'), ch: channel, state: presenceState }),
  z.object({ t: z.literal('follow'), ch: channel, investigationId: uuid, after: z.number().int().min(-1) }),
  z.object({ t: z.literal('leave'), ch: channel }),
  z.object({ t: z.literal('ping') }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

export const presentPerson = z.object({
  /** One per tab. */
  clientId: z.string(),
  userId: z.string(),
  name: z.string(),
  state: z.record(z.string(), z.unknown()),
});
export type PresentPerson = z.infer<typeof presentPerson>;

export const refusalCode = z.enum(['not_found', 'forbidden', 'reload', 'lineage', 'frozen', 'malformed', 'too_many']);
export type RefusalCode = z.infer<typeof refusalCode>;

export const serverMessage = z.discriminatedUnion('t', [
  z.object({ t: z.literal('welcome'), clientId: z.string(), userId: z.string() }),
  z.object({ t: z.literal('opened'), ch: channel, lineage: z.string(), write: z.boolean() }),
  /** The right to write in an open document has changed. */
  z.object({ t: z.literal('write'), ch: channel, write: z.boolean(), why: z.string() }),
  /** Everyone in a room, for who has just come; then what has changed. */
  z.object({ t: z.literal('people'), ch: channel, people: z.array(presentPerson) }),
  z.object({ t: z.literal('moved'), ch: channel, people: z.array(presentPerson), gone: z.array(z.string()) }),
  z.object({ t: z.literal('event'), ch: channel, event: eventView }),
  /** Everything up to `seq` has been sent. */
  z.object({ t: z.literal('followed'), ch: channel, seq: z.number() }),
  /** The channel is closed, with a sentence for the person. */
  z.object({ t: z.literal('refused'), ch: channel, code: refusalCode, reason: z.string() }),
  z.object({ t: z.literal('pong') }),
  /** The lines of one's own inbox have changed: ask for them again. */
  z.object({ t: z.literal('inbox') }),
  /** Which redaction was the last: a page that was made with another mark shows words that are gone (ACC-8). */
  z.object({ t: z.literal('redacted'), mark: z.string().nullable() }),
  /** The server stops: connect again at some moment within so many milliseconds, not all at once. */
  z.object({ t: z.literal('goodbye'), within: z.number() }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;

/** Close codes of the socket beyond the standard ones. */
export const CLOSE_SIGNED_OUT = 4401;
/** "Service restart", of the registered ones. */
export const CLOSE_RESTART = 1012;
