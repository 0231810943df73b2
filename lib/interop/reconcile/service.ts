import { z } from 'zod';
import { callerOf } from '../../accounts/session.ts';
import { searchEntities } from '../../entities/find.queries.ts';
import { MERGE } from '../../entities/names/compare.rules.ts';
import { commonSchemas, entitySchemas, propertiesOf, schemaLabel } from '../../entities/rules.ts';
import { getEntity } from '../../entities/queries.ts';
import type { EntityItem } from '../../entities/schema.ts';
import type { Caller } from '../../platform/access.ts';
import type { Database } from '../../platform/db.ts';
import { database } from '../../platform/db.ts';
import { failure } from '../../platform/errors.ts';
import { problem } from '../../platform/http.ts';
import { ask } from '../../platform/query.ts';
import { extend, extendQuery, MOST_IDS, proposeProperties } from './extend.ts';

/** At most so many queries in one batch: OpenRefine sends ten. */
const MOST_QUERIES = 50;
const VERSION = '0.2';

const oneQuery = z.object({
  query: z.string().max(300).default(''),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  limit: z.number().int().min(1).max(25).catch(5).default(5),
  properties: z.array(z.object({ pid: z.string(), v: z.unknown() })).optional(),
});
const batch = z.record(z.string(), oneQuery);
type OneQuery = z.output<typeof oneQuery>;

/**
 * The Reconciliation Service API 0.2 (W3C community group), as OpenRefine speaks it (ENT-8). It answers each caller from
 * what they may see, so it needs a token: `Authorization: Bearer`, or in the address, as OpenRefine knows no other way:
 * /api/reconcile/<token>.
 */
export async function reconcileResponse(request: Request, rest: readonly string[]): Promise<Response> {
  const [first = '', ...others] = rest;
  const tokenGiven = first !== '' && first !== 'suggest' && first !== 'properties';
  const path = tokenGiven ? others : rest;
  const asked = tokenGiven
    ? new Request(request.url, { headers: { authorization: `Bearer ${decodeURIComponent(first)}` } })
    : request;
  const caller = await callerOf(asked);
  if (!caller) return problem(failure('signed_out').error, { 'www-authenticate': 'Bearer' });
  const db = await database();
  const url = new URL(request.url);
  const base = `${url.origin}/api/reconcile${tokenGiven ? `/${first}` : ''}`;
  if (path[0] === 'suggest') return suggest(db, caller, path[1] ?? '', url.searchParams.get('prefix') ?? '');
  if (path[0] === 'properties') return proposed(url);
  if (path.length > 0) return problem(failure('not_found').error);
  const given = await sentWith(request, url);
  if (given.has('extend')) return extended(db, caller, given.get('extend') ?? '');
  const queries = given.get('queries');
  if (queries === null && request.method !== 'POST') return answer(manifest(base, url.origin));
  const parsed = batch.safeParse(asJson(queries ?? ''));
  if (!parsed.success) return problem(failure('invalid_input', 'These are no reconciliation queries.').error);
  const entries = Object.entries(parsed.data);
  if (entries.length > MOST_QUERIES) return problem(failure('too_large', 'At most 50 queries at once.').error);
  const results: Record<string, unknown> = {};
  for (const [key, one] of entries) results[key] = { result: await candidatesFor(db, caller, one) };
  return answer(results);
}

const sentWith = async (request: Request, url: URL): Promise<URLSearchParams> =>
  request.method === 'POST' ? new URLSearchParams(await request.text()) : url.searchParams;

/** Undefined where it is no JSON: no schema takes that. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function extended(db: Database, caller: Caller, text: string): Promise<Response> {
  const asked = extendQuery.safeParse(asJson(text));
  if (!asked.success) return problem(failure('invalid_input', 'This is no data extension query.').error);
  if (asked.data.ids.length > MOST_IDS) return problem(failure('too_large', 'At most 100 rows at once.').error);
  return answer(await extend(db, caller, asked.data));
}

function proposed(url: URL): Response {
  const limit = z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .catch(100)
    .parse(url.searchParams.get('limit') ?? 100);
  return answer(proposeProperties(url.searchParams.get('type') ?? 'Thing', limit));
}

const answer = (body: unknown): Response => Response.json(body, { headers: { 'cache-control': 'no-store' } });
const typeOf = (schema: string) => ({ id: schema, name: schemaLabel(schema) });

const manifest = (base: string, origin: string) => ({
  versions: [VERSION],
  name: 'Redthread: entities that you may see',
  identifierSpace: `${origin}/entities/`,
  schemaSpace: 'https://followthemoney.tech/explorer/schemata/',
  defaultTypes: commonSchemas.map(typeOf),
  view: { url: `${origin}/entities/{{id}}` },
  extend: { propose_properties: { service_url: base, service_path: '/properties' }, property_settings: [] },
  suggest: Object.fromEntries(
    ['entity', 'property', 'type'].map((what) => [what, { service_url: base, service_path: `/suggest/${what}` }]),
  ),
});

async function candidatesFor(db: Database, caller: Caller, { query, type, limit, properties }: OneQuery) {
  const types = (typeof type === 'string' ? [type] : (type ?? [])).filter((one) => entitySchemas.includes(one));
  if (query.trim() === '') return [];
  const found: EntityItem[] = [];
  for (const schema of types.length > 0 ? types : [undefined]) {
    const result = await ask(db, searchEntities, caller, { q: query, limit, ...(schema ? { schema } : {}) });
    if (result.ok) found.push(...result.value.items.filter((item) => !found.some(({ id }) => id === item.id)));
  }
  const scored = [];
  for (const item of found.slice(0, limit)) {
    const agree = await agreement(db, caller, item.id, properties ?? []);
    scored.push({ item, agree, score: Math.max(0, (item.score ?? 0) - (agree < 0 ? 0.25 : 0)) });
  }
  scored.sort((a, b) => b.score - a.score);
  // A certain match is one alone; of two namesakes neither is.
  const certain = scored.filter(({ score }) => score >= MERGE);
  return scored.map(({ item, agree, score }) => ({
    id: item.id,
    name: item.name,
    score: Math.round(score * 100),
    match: certain.length === 1 && certain[0]?.item.id === item.id && agree >= 0,
    type: [typeOf(item.schema)],
    description: item.names
      .map(({ name }) => name)
      .filter((name) => name !== item.name)
      .slice(0, 3)
      .join(', '),
    features: [
      { id: 'name', value: item.score ?? 0 },
      { id: 'properties', value: agree },
    ],
  }));
}

/** 1 where a given property agrees with what is known, -1 where one is known otherwise, 0 where nothing is known. */
async function agreement(
  db: Database,
  caller: Caller,
  entityId: string,
  properties: readonly { readonly pid: string; readonly v?: unknown }[],
): Promise<number> {
  if (properties.length === 0) return 0;
  const entity = await ask(db, getEntity, caller, { entityId });
  if (!entity.ok) return 0;
  let said = 0;
  for (const { pid, v } of properties) {
    const known = entity.value.properties[pid];
    const wanted = (Array.isArray(v) ? v : [v]).map((one) => String(one).toLowerCase().trim());
    if (!known || known.length === 0) continue;
    // A date known to the year agrees with a day of that year.
    const agrees = known.some((one) =>
      wanted.some(
        (other) =>
          one.toLowerCase() === other || (/^\d{4}/u.test(one) && (other.startsWith(one) || one.startsWith(other))),
      ),
    );
    if (!agrees) return -1;
    said = 1;
  }
  return said;
}

async function suggest(db: Database, caller: Caller, what: string, prefix: string): Promise<Response> {
  const begins = (words: string): boolean => words.toLowerCase().includes(prefix.toLowerCase());
  if (what === 'type')
    return answer({ result: entitySchemas.map(typeOf).filter(({ id, name }) => begins(id) || begins(name)) });
  if (what === 'property') {
    const all = new Map(entitySchemas.flatMap((schema) => Object.entries(propertiesOf(schema))));
    const result = [...all].filter(([id, name]) => begins(id) || begins(name)).map(([id, name]) => ({ id, name }));
    return answer({ result });
  }
  if (what !== 'entity') return problem(failure('not_found').error);
  if (prefix.trim() === '') return answer({ result: [] });
  const found = await ask(db, searchEntities, caller, { q: prefix, limit: 10 });
  if (!found.ok) return problem(found.error);
  return answer({
    result: found.value.items.map((item) => ({ id: item.id, name: item.name, notable: [typeOf(item.schema)] })),
  });
}
