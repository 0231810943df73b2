import type { Failure } from './errors.ts';
import { errorTable, refuse } from './errors.ts';

/** Problem details (RFC 9457) with a stable `code`. */
export function problem(error: Failure, headers: HeadersInit = {}): Response {
  const { status, title } = errorTable[error.code];
  const body = {
    type: `about:blank#${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.detail,
    ...(error.fields ? { errors: error.fields } : {}),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(error.retryAfter ? { 'retry-after': String(error.retryAfter) } : {}),
      ...Object.fromEntries(new Headers(headers)),
    },
  });
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/** Largest JSON body: a 5 MB paste with every character escaped still fits. */
export const MAX_BODY = 12_000_000;

/** Reads at most `max` bytes, whatever Content-Length says. */
export async function readBytes(request: Request, max = MAX_BODY): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > max)
    refuse('too_large', `This is larger than ${Math.floor(max / 1e6)} MB. Send a smaller piece.`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    // Whoever sends has gone away: nothing is wrong on this side, and a retry is welcome.
    const { done, value: chunk } = await reader
      .read()
      .catch(() => refuse('unavailable', 'The request broke off before all of it had come. Send it again.'));
    if (done) break;
    size += chunk.length;
    if (size > max) refuse('too_large', `This is larger than ${Math.floor(max / 1e6)} MB. Send a smaller piece.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Nothing we take is nested deeper than a rich text document; far deeper ones exhaust the stack of whoever walks them. */
const MAX_DEPTH = 64;

function isTooDeep(value: unknown, left: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return left === 0 || Object.values(value).some((item) => isTooDeep(item, left - 1));
}

/** The JSON object of a request; an empty body is an empty object. */
export async function readJson(request: Request, max = MAX_BODY): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, max);
  if (bytes.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    refuse('malformed', 'The body must be JSON in UTF-8.');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    refuse('malformed', 'The body must be a JSON object.');
  if (isTooDeep(value, MAX_DEPTH)) refuse('malformed', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  return { ...value };
}

/**
 * A state change that carries a cookie must come from our own pages (ACC-6). `Sec-Fetch-Site` is what browsers say
 * themselves; `Origin` covers the older ones.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin') return false;
  const origin = request.headers.get('origin');
  if (!origin) return site === 'same-origin';
  return isOwnOrigin(origin, request.headers);
}

/** The host that we are called by: the public one when it is known; a forwarded one comes from our own proxy (server/front.ts). */
export function isOwnOrigin(origin: string, headers: Headers): boolean {
  if (!URL.canParse(origin)) return false;
  const { PUBLIC_URL } = process.env;
  if (PUBLIC_URL && new URL(origin).origin === new URL(PUBLIC_URL).origin) return true;
  return new URL(origin).host === (headers.get('x-forwarded-host') ?? headers.get('host'));
}

/** Where a request comes from, as server/front.ts has settled it. */
export const addressOf = (headers: Headers): string => headers.get('x-redthread-address') ?? 'local';
