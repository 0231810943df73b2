import { z } from 'zod';
import { callerOf } from '../accounts/session.ts';
import type { Caller } from '../platform/access.ts';
import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure, Refusal } from '../platform/errors.ts';
import { logUnforeseen } from '../platform/log.ts';
import { isSameOrigin, json, problem, readJson } from '../platform/http.ts';
import { clientId } from '../platform/ids.ts';
import { take } from '../platform/limits.ts';
import { ask } from '../platform/query.ts';
import type { Endpoint, Method } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { streamEvents } from './event-stream.ts';
import { Instead, settle } from './settle.ts';

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

/** The one address that also answers as a stream of events. */
const EVENTS = '/investigations/{investigationId}/events';

/** One line per route: `export const { GET, POST } = serve('/investigations')`. */
export function serve(path: string): Record<Method, Handler> {
  const handler =
    (method: Method): Handler =>
    async (request, { params }) => {
      const endpoint = endpoints[path]?.[method];
      if (!endpoint) return problem(failure('method_not_allowed').error);
      return answerFor(endpoint, request, await params, path === EVENTS && method === 'GET');
    };
  return {
    GET: handler('GET'),
    POST: handler('POST'),
    PUT: handler('PUT'),
    PATCH: handler('PATCH'),
    DELETE: handler('DELETE'),
  };
}

/** An address of the API that is none: a program gets the problem it can read, not a page. */
export const nowhere = (): Response =>
  problem(failure('not_found', 'The API has no such address: see /api/v1/openapi.json.').error);

async function answerFor(
  endpoint: Endpoint,
  request: Request,
  params: Record<string, unknown>,
  mayStream: boolean,
): Promise<Response> {
  try {
    const db = await database();
    const caller = await callerOf(request);
    if (!caller) return problem(failure('signed_out').error, { 'www-authenticate': 'Bearer' });
    if (request.method !== 'GET' && !caller.tokenId && !isSameOrigin(request))
      return problem(failure('wrong_origin').error);
    const limited = await take(db, 'api', caller.tokenId ?? caller.sessionId ?? caller.userId);
    if (limited) return problem(limited);
    if (mayStream && request.headers.get('accept')?.includes('text/event-stream'))
      return await streamEvents(db, caller, request, params);
    const result = await perform(db, endpoint, caller, request, params);
    if (!result.ok) return problem(result.error);
    if (endpoint.respond) return endpoint.respond(result.value);
    if (result.value instanceof Instead) return json(result.value.body, result.value.status);
    return endpoint.status === 204 ? new Response(null, { status: 204 }) : json(result.value, endpoint.status);
  } catch (error) {
    if (error instanceof Refusal) return problem(error.failure);
    logUnforeseen(error, request);
    return problem(failure('internal').error);
  }
}

async function perform(
  db: Database,
  endpoint: Endpoint,
  caller: Caller,
  request: Request,
  params: Record<string, unknown>,
): Promise<Result<unknown>> {
  const search = Object.fromEntries(new URL(request.url).searchParams);
  if (endpoint.query) return ask(db, endpoint.query, caller, { ...search, ...params });
  if (!endpoint.command) return failure('method_not_allowed');
  const limited = endpoint.limit ? await take(db, endpoint.limit, caller.userId) : null;
  if (limited) return { ok: false, error: limited };
  const body = endpoint.readBody ? await endpoint.readBody(request) : await readJson(request);
  const input = { ...(typeof body === 'object' ? body : {}), ...params };
  const id = commandId(request, input);
  const done = await execute(db, endpoint.command, caller, input, { id });
  if (!done.ok || !endpoint.answer) return done;
  const settled = endpoint.waits ? await settle(db, caller, request, z.looseObject({}).parse(done.value)) : done;
  if (!settled.ok || settled.value instanceof Instead) return settled;
  const parsed = endpoint.command.input.parse(input);
  const asked = endpoint.answer.ask(settled.value, parsed);
  return ask(db, asked.query, caller, asked.input);
}

/** `Idempotency-Key`, else the id that the client chose for what it creates: sending it again creates nothing more. */
function commandId(request: Request, input: object): string | undefined {
  const given = request.headers.get('idempotency-key') ?? ('id' in input ? input.id : undefined);
  const parsed = clientId.safeParse(given);
  return parsed.success ? parsed.data : undefined;
}
