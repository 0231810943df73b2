import { wordsOf as wordsIn } from './words.rules.ts';

/** One place where a name stands that nobody has linked yet. */
export interface FoundPlace {
  readonly sourceId: string;
  readonly sourceTitle: string;
  readonly version: number;
  readonly start: number;
  readonly end: number;
  /** The name as it stands there, and the words around it. */
  readonly exact: string;
  readonly before: string;
  readonly after: string;
  /** By which it is refused. */
  readonly key: string;
}

export interface FoundName {
  readonly id: string;
  readonly name: string;
  readonly schema: string;
  /** Every way it is written, the fullest first. */
  readonly spellings: readonly string[];
  /** The one entity that is known by this name already; null: nobody, or several. */
  readonly entityId: string | null;
  readonly places: readonly FoundPlace[];
}

interface Find {
  readonly name: string;
  readonly schema: string;
  readonly entityId: string | null;
  readonly place: FoundPlace;
}

const wordsOf = (name: string): readonly string[] => wordsIn(name, 0, name.length).map(({ folded }) => folded);

/**
 * The finds of a case by whom they seem to mean: all spellings of a known entity together; the same words together; and a
 * family name alone with the only full name of the case that ends in it. Most often named first.
 */
export function gathered(finds: readonly Find[]): readonly FoundName[] {
  const groups = new Map<string, Find[]>();
  const keyOf = ({ entityId, name }: Find): string => entityId ?? wordsOf(name).join(' ');
  for (const find of finds) groups.set(keyOf(find), [...(groups.get(keyOf(find)) ?? []), find]);
  const full = [...groups].filter(([, [first]]) => first && !first.entityId && wordsOf(first.name).length > 1);
  for (const [key, group] of [...groups]) {
    const [first] = group;
    if (!first || first.entityId || wordsOf(first.name).length !== 1) continue;
    const owners = full.filter(([, [other]]) => other && wordsOf(other.name).slice(1).includes(key));
    const [owner, ...others] = owners;
    if (!owner || others.length > 0) continue;
    groups.set(owner[0], [...(groups.get(owner[0]) ?? []), ...group]);
    groups.delete(key);
  }
  return [...groups]
    .map(([id, group]): FoundName => {
      const spellings = [...new Set(group.map(({ place }) => place.exact.replace(/\s+/gu, ' ')))];
      const longest = [...spellings].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
      const first = group.find(({ place }) => place.exact.replace(/\s+/gu, ' ') === longest[0]) ?? group[0];
      return {
        id,
        name: first?.entityId ? first.name : (longest[0] ?? ''),
        schema: first?.schema ?? 'LegalEntity',
        spellings: longest,
        entityId: first?.entityId ?? null,
        places: group.map(({ place }) => place),
      };
    })
    .sort((a, b) => b.places.length - a.places.length || (a.id < b.id ? -1 : 1));
}
