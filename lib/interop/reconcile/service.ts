import { z } from 'zod';
import { callerOf } from '../../accounts/session.ts';
import type { Caller } from '../../platform/access.ts';
import { invalid } from '../../platform/command.ts';
import type { Database } from '../../platform/db.ts';
import { database } from '../../platform/db.ts';
import { failure } from '../../platform/errors.ts';
import { problem, readBytes, readJson } from '../../platform/http.ts';
import { take } from '../../platform/limits.ts';
import { guarded } from '../guarded.ts';
import { MOST_QUERIES } from './asked.rules.ts';
import { batch, extendQuery, oldBatch } from './asked.schema.ts';
import type { Candidate } from './candidates.ts';
import { candidatesFor } from './candidates.ts';
import { extendDraft, extendOld, proposeProperties } from './extend.ts';
import { draftManifest, oldManifest, typeOf } from './manifest.rules.ts';
import { directionOf } from './script.rules.ts';
import { otherNames, suggest, suggestions } from './suggest.ts';

/** Fifty queries with all their conditions are a tenth of this. */
const MOST_BYTES = 1_000_000;
/** The address under which the manifest is that of 1.0-draft; its other addresses are answered without it, too. */
const DRAFT = 'v1';
const DRAFT_TYPE = 'application/reconciliation.v1+json';
const paths: readonly string[] = [DRAFT, 'match', 'extend', 'suggest', 'properties'];

/**
 * Clients are pages of other sites, too (both versions ask for it). Nothing is answered by a cookie to them: a browser
 * hands what was asked with credentials to no page that is let in as "*".
 */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, accept, accept-language',
  'access-control-expose-headers': 'retry-after, www-authenticate',
  'access-control-max-age': '86400',
};

/**
 * The Reconciliation Service API (W3C community group), 0.2 as OpenRefine speaks it and 1.0-draft beside it (ENT-8). It
 * answers each caller from what they may see, so it needs a token: `Authorization: Bearer`, or in the address, as
 * OpenRefine knows no other way: /api/reconcile/<token>.
 */
export async function reconcileResponse(request: Request, rest: readonly string[]): Promise<Response> {
  const response =
    request.method === 'OPTIONS' ? new Response(null, { status: 204 }) : await guarded(() => answered(request, rest));
  for (const [name, value] of Object.entries(OPEN)) response.headers.set(name, value);
  response.headers.append('vary', 'accept');
  return response;
}

interface Asker {
  readonly db: Database;
  readonly caller: Caller;
  readonly request: Request;
  readonly search: URLSearchParams;
}

async function answered(request: Request, rest: readonly string[]): Promise<Response> {
  const [first = ''] = rest;
  const token = first !== '' && !paths.includes(first) ? first : null;
  const path = token === null ? rest : rest.slice(1);
  const isDraft = path[0] === DRAFT || (request.headers.get('accept') ?? '').includes(DRAFT_TYPE);
  const at = path.slice(path[0] === DRAFT ? 1 : 0).join('/');
  if (token !== null && !/^[\w.~-]{1,200}$/u.test(token)) return signedOut();
  const asked = token ? new Request(request.url, { headers: { authorization: `Bearer ${token}` } }) : request;
  const caller = await callerOf(asked);
  const url = new URL(request.url);
  const { searchParams: search, origin } = url;
  if (at === '' && request.method === 'GET' && !search.has('queries') && !search.has('extend')) {
    // Who has no token yet reads here that one is needed; who sends a wrong one is told so.
    if (!caller && asked.headers.has('authorization')) return signedOut();
    const base = `${origin}/api/reconcile${token ? `/${token}` : ''}`;
    const place = { base, origin, known: caller !== null };
    return answer(isDraft ? draftManifest(place) : oldManifest(place));
  }
  if (!caller) return signedOut();
  const db = await database();
  const limited = await take(db, 'api', caller.tokenId ?? caller.sessionId ?? caller.userId);
  if (limited) return problem(limited);
  return routed({ db, caller, request, search }, at);
}

const signedOut = (): Response => problem(failure('signed_out').error, { 'www-authenticate': 'Bearer' });

async function routed(asker: Asker, at: string): Promise<Response> {
  const { db, caller, request, search } = asker;
  const isPost = request.method === 'POST';
  const what = suggestions.find((one) => at === `suggest/${one}`);
  if (at === '') return oldRoot(asker);
  if (at === 'match') return isPost ? match(asker) : wrongMethod('POST');
  if (at === 'extend') return isPost ? extend(asker) : wrongMethod('POST');
  if (what) return isPost ? wrongMethod('GET') : answer(await suggest(db, caller, what, search));
  if (at === 'properties' || at === 'extend/propose') return isPost ? wrongMethod('GET') : proposed(search);
  return problem(failure('not_found').error);
}

const wrongMethod = (allow: string): Response =>
  problem(failure('method_not_allowed', `This address is asked with ${allow}.`).error, { allow });

/** 1.0-draft: `POST /match` with JSON. */
async function match({ db, caller, request }: Asker): Promise<Response> {
  const parsed = batch.safeParse(await readJson(request, MOST_BYTES));
  if (!parsed.success) return problem(invalid(parsed.error).error);
  if (parsed.data.queries.length > MOST_QUERIES) return tooMany();
  const results: object[] = [];
  for (const one of parsed.data.queries)
    results.push({ candidates: (await candidatesFor(db, caller, one)).map((found) => shown(found, true)) });
  return answer({ results });
}

async function extend({ db, caller, request }: Asker): Promise<Response> {
  const parsed = extendQuery.safeParse(await readJson(request, MOST_BYTES));
  return parsed.success ? answer(await extendDraft(db, caller, parsed.data)) : problem(invalid(parsed.error).error);
}

/** 0.2: everything at the one address, as form fields or in the query. */
async function oldRoot({ db, caller, request, search }: Asker): Promise<Response> {
  const given =
    request.method === 'POST'
      ? new URLSearchParams(new TextDecoder().decode(await readBytes(request, MOST_BYTES)))
      : search;
  const extension = given.get('extend');
  if (extension !== null) {
    const parsed = extendQuery.safeParse(asJson(extension));
    if (!parsed.success) return problem(invalid(parsed.error).error);
    return answer(await extendOld(db, caller, parsed.data));
  }
  const parsed = oldBatch.safeParse(asJson(given.get('queries') ?? ''));
  if (!parsed.success)
    return problem(
      given.has('queries')
        ? invalid(parsed.error).error
        : failure('invalid_input', 'These are no reconciliation queries: send "queries", or JSON to /match.').error,
    );
  const entries = Object.entries(parsed.data);
  if (entries.length > MOST_QUERIES) return tooMany();
  const results: [string, object][] = [];
  for (const [key, one] of entries)
    results.push([key, { result: (await candidatesFor(db, caller, one)).map((found) => shown(found, false)) }]);
  return answer(Object.fromEntries(results));
}

const tooMany = (): Response => problem(failure('too_large', 'At most 50 queries at once.').error);

/** Undefined where it is no JSON: no schema takes that. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The draft wants each feature to have a name, and says in which direction a name is read. */
const shown = ({ known, name, agree, score, match: isMatch }: Candidate, isDraft: boolean) => ({
  id: known.id,
  name: known.name,
  ...(isDraft ? directionOf(known.name) : {}),
  score: Math.round(score * 100),
  match: isMatch,
  type: [typeOf(known.schema)],
  description: otherNames(known.name, known.names),
  features: [
    { id: 'name', ...(isDraft ? { name: 'How well the name fits' } : {}), value: name ?? 0 },
    { id: 'properties', ...(isDraft ? { name: 'Whether what else was asked agrees' } : {}), value: agree },
  ],
});

function proposed(search: URLSearchParams): Response {
  const limit = z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .catch(100)
    .parse(search.get('limit') ?? 100);
  return answer(proposeProperties((search.get('type') ?? 'Thing').slice(0, 200), limit));
}

const answer = (body: unknown): Response => Response.json(body, { headers: { 'cache-control': 'no-store' } });
