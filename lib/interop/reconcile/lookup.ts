import { z } from 'zod';
import { callerOf } from '../../accounts/session.ts';
import { readSettings } from '../../accounts/settings.ts';
import { getEntity } from '../../entities/queries.ts';
import { fetcher, FetchRefused } from '../../fetch/fetcher.ts';
import { database } from '../../platform/db.ts';
import { failure } from '../../platform/errors.ts';
import { isSameOrigin, problem } from '../../platform/http.ts';
import { ask } from '../../platform/query.ts';
import { placeOf } from './lookup.rules.ts';
import type { LookupView } from './lookup.schema.ts';

const MOST_BYTES = 1_000_000;
const manifest = z.object({
  name: z.string().catch(''),
  identifierSpace: z.string().catch(''),
  view: z.object({ url: z.string() }).optional().catch(undefined),
});
const text = z.string().max(2000).catch('');
const candidate = z.object({
  id: z.string().min(1).max(500),
  name: text,
  description: text,
  score: z.number().nullable().catch(null),
  type: z.array(z.union([z.string(), z.looseObject({ id: z.string(), name: z.string().optional() })])).catch([]),
});
const answered = z.object({ q0: z.object({ result: z.array(z.unknown()) }) });

/** `GET`: whether and where names can be looked up. Nothing is sent. */
export async function lookupPlaceResponse(request: Request): Promise<Response> {
  if (!(await callerOf(request))) return problem(failure('signed_out').error);
  const { reconcileAt } = await readSettings((await database()).prisma);
  return Response.json({ host: reconcileAt ? new URL(reconcileAt).host : null });
}

/**
 * `POST`: looks an entity up in the reconciliation service that an admin has set, because a person asked for it (ENT-5).
 * Its name, as that person knows it, is all that is sent; without a service nothing is.
 */
export async function lookupResponse(request: Request, entityId: string): Promise<Response> {
  const caller = await callerOf(request);
  if (!caller) return problem(failure('signed_out').error);
  if (!caller.tokenId && !isSameOrigin(request)) return problem(failure('wrong_origin').error);
  const db = await database();
  const known = z.uuid().safeParse(entityId);
  if (!known.success) return problem(failure('not_found').error);
  const entity = await ask(db, getEntity, caller, { entityId: known.data });
  if (!entity.ok) return problem(entity.error);
  const { reconcileAt } = await readSettings(db.prisma);
  if (!reconcileAt) return problem(failure('conflict', 'No service for looking names up is set.').error);
  try {
    return Response.json(await lookUp(reconcileAt, entity.value.name), { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    const why = error instanceof FetchRefused ? error.message : 'The service did not answer as such a service does.';
    if (!(error instanceof FetchRefused || error instanceof z.ZodError || error instanceof SyntaxError)) throw error;
    return problem(failure('conflict', why).error);
  }
}

async function lookUp(address: string, name: string): Promise<LookupView> {
  const json = async (options: Parameters<ReturnType<typeof fetcher>>[1]): Promise<unknown> => {
    const { bytes } = await fetcher()(address, { maxBytes: MOST_BYTES, ...options });
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  const service = manifest.parse(await json({}));
  const queries = JSON.stringify({ q0: { query: name.slice(0, 300), limit: 8 } });
  const { q0 } = answered.parse(
    await json({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ queries }).toString(),
    }),
  );
  const isWikidata = service.identifierSpace.includes('wikidata.org');
  const candidates = q0.result.slice(0, 8).flatMap((one): LookupView['candidates'] => {
    const parsed = candidate.safeParse(one);
    if (!parsed.success) return [];
    const { id, type, ...rest } = parsed.data;
    const { usable, url } = placeOf(id, service.view?.url);
    const property = isWikidata && /^Q\d+$/u.test(id) ? 'wikidataId' : usable && url ? 'sourceUrl' : null;
    return [
      {
        ...rest,
        id,
        types: type.map((one) => (typeof one === 'string' ? one : (one.name ?? one.id))).slice(0, 4),
        url,
        property,
        // Nothing to keep where the id is none.
        value: property === 'sourceUrl' ? (url ?? '') : usable ? id : '',
      },
    ];
  });
  return { service: service.name.slice(0, 200) || new URL(address).host, candidates };
}
