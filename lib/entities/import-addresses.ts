import { createHash } from 'node:crypto';
import type { CommandContext } from '../platform/command.ts';
import { uuid } from '../platform/ids.ts';
import type { ImportInput } from './exchange.schema.ts';
import { visibleEntity } from './visibility.ts';

export interface Stub {
  readonly id: string;
  readonly schema: string;
}

/** Where the ids of a batch lead. */
export interface Addresses {
  /** The entity under its present address, if it is there and the actor may see it. */
  readonly find: (id: string) => Stub | undefined;
  /** The address that a new one gets; null where one is there that the actor may not see. */
  readonly fresh: (id: string) => string | null;
  /** Where an id leads, or will lead when a later line says what it is. */
  readonly awaited: (id: string) => string;
  /** What was made of an id within the batch. */
  readonly made: (address: string, schema: string) => void;
}

/** The same foreign id is the same entity, for the same readers: two cases that import one list do not meet by it. */
export function derivedId(kind: 'entity' | 'link', id: string, investigationId: string | undefined, userId: string) {
  const hash = createHash('sha256')
    .update([kind, investigationId ?? `workspace ${userId}`, id].join('\n'))
    .digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** An id that is an entity's own, which the actor may see, means that entity; any other means the derived one. */
export async function addressesOf(
  { tx, actor }: CommandContext,
  { investigationId }: ImportInput,
  ids: readonly string[],
): Promise<Addresses> {
  const derived = new Map(ids.map((id) => [id, derivedId('entity', id, investigationId, actor.id)]));
  const own = (id: string): string | undefined => uuid.safeParse(id).data?.toLowerCase();
  const asked = new Set([...derived.values(), ...ids.flatMap((id) => own(id) ?? [])]);
  const rows = await tx.$queryRaw<(Stub & { asked: string; seen: boolean })[]>`
    SELECT o.id AS asked, e.id, e.schema, ${visibleEntity(actor)} AS seen
    FROM "Entity" o JOIN "Entity" e ON e.id = CASE WHEN o."mergedIntoId" IS NULL THEN o.id ELSE redthread_root(o.id) END
    WHERE o.id = ANY (${[...asked]}::uuid[])`;
  const there = new Set(rows.map((row) => row.asked));
  const seen = new Map(
    rows.flatMap((row): [string, Stub][] => (row.seen ? [[row.asked, { id: row.id, schema: row.schema }]] : [])),
  );
  const find = (id: string): Stub | undefined => seen.get(own(id) ?? '') ?? seen.get(derived.get(id) ?? '');
  return {
    find,
    awaited: (id) => find(id)?.id ?? derivedId('entity', id, investigationId, actor.id),
    fresh: (id) => {
      const address = derived.get(id) ?? null;
      return address && there.has(address) ? null : address;
    },
    made: (address, schema) => {
      there.add(address);
      seen.set(address, { id: address, schema });
    },
  };
}
