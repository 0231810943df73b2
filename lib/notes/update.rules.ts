import * as Y from 'yjs';

/** An edit brings at most so many pieces; a long offline spell is a few thousand. */
const MAX_STRUCTS = 50_000;
/** And at most so many units of a client's own counting: text that was typed and deleted counts, though it takes no bytes. */
const MAX_UNITS = 2_000_000;
const MAX_CLOCK = 2 ** 31;

export type Inspected =
  | { readonly ok: true; /** Whose numbers bring something new. */ readonly writers: readonly number[] }
  | { readonly ok: false; readonly why: string };

/**
 * Looks at an edit without applying it: a wrong one must not even touch the copy (LIV-5). `clockOf` says how far a
 * client's own counting is known: what lies beyond must follow on without a gap, and may rest only on what is known or
 * comes along. `lib0` throws on bytes that are none.
 */
export function inspectUpdate(update: Uint8Array, clockOf: (client: number) => number): Inspected {
  let decoded: ReturnType<typeof Y.decodeUpdate>;
  try {
    decoded = Y.decodeUpdate(update);
  } catch {
    return { ok: false, why: 'This edit could not be read.' };
  }
  const { structs, ds } = decoded;
  if (structs.length > MAX_STRUCTS) return { ok: false, why: 'This edit is too large.' };
  const reach = new Map<number, number>();
  let units = 0;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    const known = reach.get(client) ?? clockOf(client);
    const end = clock + struct.length;
    units += struct.length;
    if (units > MAX_UNITS || end > MAX_CLOCK) return { ok: false, why: 'This edit is too large.' };
    if (struct instanceof Y.Skip || clock > known) return { ok: false, why: RESTS };
    reach.set(client, Math.max(known, end));
  }
  const isKnown = (id: { client: number; clock: number } | null): boolean =>
    id === null || id.clock < (reach.get(id.client) ?? clockOf(id.client));
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    const { parent } = struct;
    if (!isKnown(struct.origin) || !isKnown(struct.rightOrigin) || (parent instanceof Y.ID && !isKnown(parent)))
      return { ok: false, why: RESTS };
  }
  for (const [client, deletions] of ds.clients) {
    if (deletions.length > MAX_STRUCTS) return { ok: false, why: 'This edit is too large.' };
    const end = reach.get(client) ?? clockOf(client);
    if (deletions.some(({ clock, len }) => clock + len > end)) return { ok: false, why: RESTS };
  }
  return { ok: true, writers: [...reach].filter(([client, end]) => end > clockOf(client)).map(([client]) => client) };
}

const RESTS = 'This edit rests on others that never arrived.';
