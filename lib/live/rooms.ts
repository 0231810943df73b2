import type { PresentPerson } from './protocol.schema.ts';
import { webSocketMessage } from './web-socket-message.ts';

export interface Occupant {
  /** The channel's number in its connection. */
  readonly channel: number;
  readonly clientId: string;
  readonly userId: string;
  readonly name: string;
  state: Record<string, unknown>;
  /** A whole WebSocket message, the same bytes for many. */
  readonly transmit: (message: Buffer) => void;
}

/** How long changes of presence are gathered before everybody hears of them. */
const GATHER_MS = 40;

interface Room {
  readonly here: Set<Occupant>;
  /** People in other processes, by process and client. */
  readonly away: Map<string, Map<string, PresentPerson>>;
  changed: Map<string, PresentPerson | null>;
  outgoing: Map<string, PresentPerson | null>;
  timer: NodeJS.Timeout | undefined;
}

/** Tells the other processes who has changed (null: gone). */
export type TellRoom = (room: string, changes: ReadonlyMap<string, PresentPerson | null>) => void;

/**
 * Who has the same thing open, in any process, and what they look at. Nothing of it is kept. A newcomer gets everyone;
 * the others get what has changed, because everyone to everyone grows with the square of the room.
 */
export class Rooms {
  readonly #rooms = new Map<string, Room>();

  constructor(private readonly tell: TellRoom) {}

  join(key: string, occupant: Occupant): void {
    const room = this.#room(key);
    room.here.add(occupant);
    const { channel } = occupant;
    occupant.transmit(webSocketMessage(JSON.stringify({ t: 'people', ch: channel, people: everyone(room) })));
    this.#change(key, room, occupant.clientId, personOf(occupant), true);
  }

  update(key: string, occupant: Occupant, state: Record<string, unknown>): void {
    occupant.state = state;
    const room = this.#rooms.get(key);
    if (room?.here.has(occupant)) this.#change(key, room, occupant.clientId, personOf(occupant), true);
  }

  leave(key: string, occupant: Occupant): void {
    const room = this.#rooms.get(key);
    if (room?.here.delete(occupant)) this.#change(key, room, occupant.clientId, null, true);
  }

  /** From another process. */
  hear(process: string, key: string, changes: Iterable<readonly [string, PresentPerson | null]>): void {
    const room = this.#rooms.get(key);
    // A room that nobody here is in: whoever comes will ask.
    if (!room) return;
    const away = room.away.get(process) ?? new Map<string, PresentPerson>();
    room.away.set(process, away);
    for (const [clientId, person] of changes) {
      if (person) away.set(clientId, person);
      else away.delete(clientId);
      this.#change(key, room, clientId, person, false);
    }
  }

  /** Another process has gone, and its people with it. */
  forget(process: string): void {
    for (const [key, room] of this.#rooms) {
      for (const clientId of room.away.get(process)?.keys() ?? []) this.#change(key, room, clientId, null, false);
      room.away.delete(process);
    }
  }

  /** Another process asks who is here: about one room, or about all. */
  repeat(only?: string): void {
    for (const [key, room] of this.#rooms)
      if ((only === undefined || only === key) && room.here.size > 0)
        this.tell(key, new Map([...room.here].map((occupant) => [occupant.clientId, personOf(occupant)])));
  }

  close(): void {
    for (const { timer } of this.#rooms.values()) clearTimeout(timer);
    this.#rooms.clear();
  }

  /** Whether somebody here is in that room already. */
  has(key: string): boolean {
    return (this.#rooms.get(key)?.here.size ?? 0) > 0;
  }

  #room(key: string): Room {
    const known = this.#rooms.get(key);
    if (known) return known;
    const room: Room = {
      here: new Set(),
      away: new Map(),
      changed: new Map(),
      outgoing: new Map(),
      timer: undefined,
    };
    this.#rooms.set(key, room);
    return room;
  }

  #change(key: string, room: Room, clientId: string, person: PresentPerson | null, ours: boolean): void {
    room.changed.set(clientId, person);
    if (ours) room.outgoing.set(clientId, person);
    room.timer ??= setTimeout(() => this.#announce(key, room), GATHER_MS);
  }

  #announce(key: string, room: Room): void {
    room.timer = undefined;
    const { changed, outgoing } = room;
    room.changed = new Map();
    room.outgoing = new Map();
    const people = [...changed.values()].filter((person) => person !== null);
    const gone = [...changed].flatMap(([clientId, person]) => (person ? [] : [clientId]));
    const messages = new Map<number, Buffer>();
    for (const { channel, transmit } of room.here) {
      let message = messages.get(channel);
      if (!message) {
        message = webSocketMessage(JSON.stringify({ t: 'moved', ch: channel, people, gone }));
        messages.set(channel, message);
      }
      transmit(message);
    }
    if (outgoing.size > 0) this.tell(key, outgoing);
    if (room.here.size === 0) this.#rooms.delete(key);
  }
}

const personOf = ({ clientId, userId, name, state }: Occupant): PresentPerson => ({ clientId, userId, name, state });

const everyone = (room: Room): PresentPerson[] => [
  ...[...room.here].map(personOf),
  ...[...room.away.values()].flatMap((people) => [...people.values()]),
];
