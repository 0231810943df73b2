import type { PresentPerson } from './protocol.schema.ts';

export interface Occupant {
  readonly clientId: string;
  readonly userId: string;
  readonly name: string;
  state: Record<string, unknown>;
  readonly send: (people: readonly PresentPerson[]) => void;
}

/** How long changes of presence are gathered before everybody hears of them. */
const GATHER_MS = 40;

/** Who has the same thing open in this process, and what they look at. Nothing of it is kept. */
export class Rooms {
  readonly #rooms = new Map<string, Set<Occupant>>();
  readonly #due = new Map<string, NodeJS.Timeout>();

  join(key: string, occupant: Occupant): void {
    const room = this.#rooms.get(key) ?? new Set();
    this.#rooms.set(key, room.add(occupant));
    this.#announce(key);
  }

  update(key: string, occupant: Occupant, state: Record<string, unknown>): void {
    occupant.state = state;
    this.#announce(key);
  }

  leave(key: string, occupant: Occupant): void {
    const room = this.#rooms.get(key);
    if (!room?.delete(occupant)) return;
    if (room.size === 0) this.#rooms.delete(key);
    else this.#announce(key);
  }

  close(): void {
    for (const timer of this.#due.values()) clearTimeout(timer);
    this.#due.clear();
  }

  #announce(key: string): void {
    if (this.#due.has(key)) return;
    this.#due.set(
      key,
      setTimeout(() => {
        this.#due.delete(key);
        const room = [...(this.#rooms.get(key) ?? [])];
        const people = room.map(({ clientId, userId, name, state }) => ({ clientId, userId, name, state }));
        for (const occupant of room) occupant.send(people);
      }, GATHER_MS),
    );
  }
}
