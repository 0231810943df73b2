import { isBlindNow } from '../claims/verdict/blind.ts';
import { on } from '../platform/access.ts';
import { isAllowed } from './access.ts';
import type { Channel, Connection } from './connection.ts';
import type { ClientMessage } from './protocol.schema.ts';
import type { Occupant } from './rooms.ts';

const NOTHING_HERE = 'There is nothing here, or not for you.';

/** Takes part in a room; null when refused, with the reason already sent. */
export async function joinRoom(
  connection: Connection,
  { ch, kind, id, state }: Extract<ClientMessage, { t: 'join' }>,
): Promise<Channel | null> {
  const { hub, caller } = connection;
  const allow = kind === 'source' ? on.source('investigation.read', id) : on.claim('investigation.read', id);
  if (!(await isAllowed(hub.db, caller, allow))) {
    connection.refuse(ch, 'not_found', NOTHING_HERE);
    return null;
  }
  // While a claim is reviewed blind everybody has it open alone (CLM-6); the page leaves and comes back when that changes.
  const alone = kind === 'claim' && (await isBlindNow(hub.db.prisma, { id }));
  const key = alone ? `${kind}:${id}:${connection.clientId}` : `${kind}:${id}`;
  const occupant: Occupant = {
    channel: ch,
    clientId: connection.clientId,
    ...connection.person,
    state,
    transmit: (message) => connection.transmitShared(message),
  };
  if (!hub.rooms.has(key)) hub.askRoom(key);
  hub.rooms.join(key, occupant);
  return {
    close: () => hub.rooms.leave(key, occupant),
    recheck: async () => ((await isAllowed(hub.db, caller, allow)) ? 'stays' : 'gone'),
    onState: (next) => hub.rooms.update(key, occupant, next),
  };
}

/** Follows the events of a case; null when refused, with the reason already sent. */
export async function followCase(
  connection: Connection,
  { ch, investigationId, after }: Extract<ClientMessage, { t: 'follow' }>,
): Promise<Channel | null> {
  const { hub, caller, person } = connection;
  const allow = on.investigation('investigation.read', investigationId);
  if (!(await isAllowed(hub.db, caller, allow))) {
    connection.refuse(ch, 'not_found', NOTHING_HERE);
    return null;
  }
  const stop = hub.feed.follow(investigationId, after, {
    userId: person.userId,
    send: (event) => connection.send({ t: 'event', ch, event }),
    caughtUp: (seq) => connection.send({ t: 'followed', ch, seq }),
  });
  return {
    close: stop,
    recheck: async () => ((await isAllowed(hub.db, caller, allow)) ? 'stays' : 'gone'),
  };
}
