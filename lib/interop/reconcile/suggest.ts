import { z } from 'zod';
import { searchEntities } from '../../entities/find.queries.ts';
import { entitySchemas } from '../../entities/rules.ts';
import type { Caller } from '../../platform/access.ts';
import type { Database } from '../../platform/db.ts';
import { ask } from '../../platform/query.ts';
import { askable } from './agree.rules.ts';
import type { qualifiers } from './asked.rules.ts';
import { clean } from './asked.rules.ts';
import { knownOf } from './candidates.ts';
import { typeOf } from './manifest.rules.ts';
import { directionOf } from './script.rules.ts';

export const suggestions = ['entity', 'property', 'type'] as const;
export type Suggestion = (typeof suggestions)[number];

/** So many are searched; further ones nobody pages to. */
const MOST = 50;
const matchQualifiers = [
  { id: 'ExactMatch', name: 'The same to the letter' },
  { id: 'WildcardMatch', name: 'With * for anything, whatever the case of letters' },
] satisfies { id: (typeof qualifiers)[number]; name: string }[];

/** `cursor` is what 0.2 calls the offset. */
const paging = z.object({
  limit: z.coerce.number().int().min(1).catch(MOST).default(MOST),
  offset: z.coerce.number().int().min(0).catch(0).default(0),
});

/** One answer that both versions read: names, kinds or properties that begin with what was typed. */
export async function suggest(
  db: Database,
  caller: Caller,
  what: Suggestion,
  search: URLSearchParams,
): Promise<{ result: readonly object[] }> {
  const prefix = clean((search.get('prefix') ?? '').slice(0, 300)).trim();
  const given = {
    limit: search.get('limit') ?? undefined,
    offset: search.get('offset') ?? search.get('cursor') ?? undefined,
  };
  const { limit, offset } = paging.parse(given);
  const all =
    what === 'entity' ? await entities(db, caller, prefix) : what === 'type' ? types(prefix) : properties(prefix);
  const most =
    what === 'entity' ? Math.min(limit, search.has('limit') ? MOST : 10) : search.has('limit') ? limit : Infinity;
  return { result: all.slice(offset, offset + most) };
}

const begins = (words: string, prefix: string): boolean => words.toLowerCase().includes(prefix.toLowerCase());

const types = (prefix: string): readonly object[] =>
  entitySchemas.map(typeOf).filter(({ id, name }) => begins(id, prefix) || begins(name, prefix));

function properties(prefix: string): readonly object[] {
  return [...askable()]
    .filter(([id, name]) => begins(id, prefix) || begins(name, prefix))
    .map(([id, name]) => ({ id, name, matchQualifiers }));
}

async function entities(db: Database, caller: Caller, prefix: string): Promise<readonly object[]> {
  if (prefix === '') return [];
  // Who types an id means whom it is the id of.
  const own = await knownOf(db, caller, prefix);
  const found = await ask(db, searchEntities, caller, { q: prefix, limit: MOST });
  const others = found.ok ? found.value.items.filter(({ id }) => id !== own?.id) : [];
  return [...(own ? [own] : []), ...others].map(({ id, name, schema, names }) => ({
    id,
    name,
    ...directionOf(name),
    description: otherNames(name, names),
    notable: [typeOf(schema)],
  }));
}

export const otherNames = (name: string, names: readonly { readonly name: string }[]): string =>
  names
    .map((one) => one.name)
    .filter((one) => one !== name)
    .slice(0, 3)
    .join(', ');
