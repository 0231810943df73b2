import * as Y from 'yjs';

/** An edit brings at most so many pieces; a long offline spell is a few thousand. */
const MAX_STRUCTS = 50_000;
/** And at most so many units of a client's own counting: text that was typed and deleted counts, though it takes no bytes. */
const MAX_UNITS = 2_000_000;
const MAX_CLOCK = 2 ** 31;
/** Elements within elements: a list in a list in a list takes six. Whoever draws, reads or deletes them goes down one by one. */
const MAX_NESTING = 100;
/** Lists and records within an attribute's value; an editor's marks and attributes take two. */
const MAX_VALUE_DEPTH = 20;

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
    if (valuesOf(struct.content).some((value) => isDeeper(value, MAX_VALUE_DEPTH)))
      return { ok: false, why: 'This edit is nested too deeply.' };
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

function valuesOf(content: Y.Item['content']): readonly unknown[] {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr;
  if (content instanceof Y.ContentEmbed) return [content.embed];
  if (content instanceof Y.ContentFormat) return [content.value];
  return [];
}

function isDeeper(value: unknown, than: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return than === 0 || Object.values(value).some((inner) => isDeeper(inner, than - 1));
}

/** Whether what a transaction brought lies deeper in the document than anybody writes: seen only once it is in its place. */
export function bringsTooDeep({ doc, beforeState, afterState }: Y.Transaction): boolean {
  for (const [client, end] of afterState) {
    const begin = beforeState.get(client) ?? 0;
    const structs = doc.store.clients.get(client) ?? [];
    if (begin >= end) continue;
    for (let at = Y.findIndexSS(structs, begin); at < structs.length; at += 1) {
      const struct = structs[at];
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentType && levelOf(struct) > MAX_NESTING)
        return true;
    }
  }
  return false;
}

function levelOf(item: Y.Item): number {
  let level = 1;
  let { parent } = item;
  while (level <= MAX_NESTING && parent instanceof Y.AbstractType && parent._item) {
    level += 1;
    parent = parent._item.parent;
  }
  return level;
}

const RESTS = 'This edit rests on others that never arrived.';
