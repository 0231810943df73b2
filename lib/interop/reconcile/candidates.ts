import { searchEntities } from '../../entities/find.queries.ts';
import { MERGE } from '../../entities/names/compare.rules.ts';
import { rankNames } from '../../entities/names/rank.rules.ts';
import { getEntity } from '../../entities/queries.ts';
import { entitySchemas } from '../../entities/rules.ts';
import { entitiesByValue } from '../../entities/value.queries.ts';
import { uuid } from '../../platform/ids.ts';
import type { Caller } from '../../platform/access.ts';
import type { Database } from '../../platform/db.ts';
import { ask } from '../../platform/query.ts';
import type { Known } from './agree.rules.ts';
import { admits, agreement, holds, isOf } from './agree.rules.ts';
import type { Asked, Condition } from './asked.rules.ts';

export interface Candidate {
  readonly known: Pick<Known, 'id' | 'name' | 'schema' | 'names'>;
  /** 0 to 1: how well the name fits; 1 for who was asked by id, and null where no name was asked. */
  readonly name: number | null;
  /** Whether what else was asked agrees (1), is known otherwise (-1), or is not known (0). */
  readonly agree: -1 | 0 | 1;
  readonly score: number;
  readonly match: boolean;
}

/** What is known otherwise takes so much off a name that fits. */
const OTHERWISE = 0.25;
/** So many names, ids or values of one query are looked for; further ones only sift what was found. */
const MOST_SEARCHES = 10;

/** Who may be meant, best first, from what the caller may see (ENT-7). */
export async function candidatesFor(db: Database, caller: Caller, asked: Asked): Promise<readonly Candidate[]> {
  const of = (on: Condition['on']) => asked.conditions.filter((one) => one.on === on && one.values.length > 0);
  const [names, ids, properties] = [of('name'), of('id'), of('property')];
  const types = asked.types.filter((one) => entitySchemas.includes(one));
  const found = new Map<string, Found>();
  for (const one of await byIds(db, caller, ids)) found.set(one.id, one);
  for (const one of await byNames(db, caller, names, types, asked.limit)) found.set(one.id, found.get(one.id) ?? one);
  if (found.size === 0 && names.length + ids.length === 0)
    for (const one of await byValues(db, caller, properties)) found.set(one.id, one);
  const rated: Omit<Candidate, 'match'>[] = [];
  for (const one of [...found.values()]
    .filter(({ schema }) => isOf(schema, types))
    .slice(0, asked.limit + ids.length)) {
    if (!isNamed(one, names) || !isAsked(one, ids)) continue;
    const known = properties.length > 0 ? await knownOf(db, caller, one.id) : { ...one, properties: {} };
    if (!known || !admits(known, properties)) continue;
    const agree = agreement(known, properties);
    const name = one.named;
    const byValue = properties.filter((condition) => holds(known, condition)).length / Math.max(1, properties.length);
    rated.push({
      known,
      name,
      agree,
      score: Math.max(0, name === null ? byValue : name - (agree < 0 ? OTHERWISE : 0)),
    });
  }
  rated.sort((a, b) => b.score - a.score);
  // A certain match is one alone; of two namesakes neither is.
  const [certain, second] = rated.filter(({ score }) => score >= MERGE);
  return rated.map((one) => ({ ...one, match: one === certain && !second && one.agree >= 0 })).slice(0, asked.limit);
}

type Found = Pick<Known, 'id' | 'name' | 'schema' | 'names'> & { readonly named: number | null };

const wanted = (conditions: readonly Condition[]): readonly string[] => [
  ...new Set(conditions.flatMap(({ quantifier, values }) => (quantifier === 'none' ? [] : values))),
];

async function byNames(
  db: Database,
  caller: Caller,
  conditions: readonly Condition[],
  types: readonly string[],
  limit: number,
): Promise<Found[]> {
  const found = new Map<string, Found>();
  for (const q of wanted(conditions).slice(0, MOST_SEARCHES))
    for (const schema of types.length > 0 ? types : [undefined]) {
      const result = await ask(db, searchEntities, caller, { q, limit, ...(schema ? { schema } : {}) });
      for (const item of result.ok ? result.value.items : []) {
        const named = Math.max(item.score ?? 0, found.get(item.id)?.named ?? 0);
        found.set(item.id, { id: item.id, name: item.name, schema: item.schema, names: item.names, named });
      }
    }
  return [...found.values()].sort((a, b) => (b.named ?? 0) - (a.named ?? 0));
}

async function byIds(db: Database, caller: Caller, conditions: readonly Condition[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const id of wanted(conditions).slice(0, MOST_SEARCHES)) {
    const known = await knownOf(db, caller, id);
    if (known) found.push({ ...known, named: 1 });
  }
  return found;
}

/** Who has a value that was asked, where no name was: looked for by each, the likelier the more of them agree. */
async function byValues(db: Database, caller: Caller, conditions: readonly Condition[]): Promise<Found[]> {
  const found = new Map<string, Found>();
  const sought = conditions.flatMap(({ quantifier, property, values }) =>
    quantifier === 'none' ? [] : values.map((value) => ({ property, value })),
  );
  for (const one of sought.slice(0, MOST_SEARCHES)) {
    const result = await ask(db, entitiesByValue, caller, one);
    for (const { id, name, schema, names } of result.ok ? result.value.items : [])
      found.set(id, { id, name, schema, names, named: null });
  }
  return [...found.values()];
}

/** By its id, if the caller may see it; what is no id is nobody's. Whom it points to is told by their names. */
export async function knownOf(db: Database, caller: Caller, id: string): Promise<Known | null> {
  const entityId = uuid.safeParse(id);
  if (!entityId.success) return null;
  const result = await ask(db, getEntity, caller, { entityId: entityId.data });
  if (!result.ok) return null;
  const { pointsTo, ...known } = result.value;
  const pointed = Map.groupBy(pointsTo, ({ property }) => property);
  return {
    ...known,
    properties: {
      ...known.properties,
      ...Object.fromEntries([...pointed].map(([property, list]) => [property, list.map(({ target }) => target.name)])),
    },
  };
}

/** `all` and `none` of names, and names that are required. */
const isNamed = (one: Found, conditions: readonly Condition[]): boolean =>
  conditions.every(({ values, quantifier, required }) => {
    const has = (value: string) => rankNames(value, [...one.names, { name: one.name, kind: 'full' }], one.schema).score;
    if (quantifier === 'none') return !values.some((value) => has(value) >= MERGE);
    if (quantifier === 'all') return values.every((value) => has(value) > 0);
    return !required || values.some((value) => has(value) > 0);
  });

const isAsked = (one: Found, conditions: readonly Condition[]): boolean =>
  conditions.every(({ values, quantifier, required }) =>
    quantifier === 'none' ? !values.includes(one.id) : !required || values.includes(one.id),
  );
