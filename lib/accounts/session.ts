import type { Caller } from '../platform/access.ts';

/** Who sends this request: by bearer token or session cookie; null when by neither. */
export function callerOf(request: Request): Promise<Caller | null> {
  return callerFromHeaders(request.headers);
}

/** The same from bare headers: for pages (`headers()`) and for the upgrade of a WebSocket. */
export function callerFromHeaders(_headers: Headers): Promise<Caller | null> {
  return Promise.resolve(null);
}
