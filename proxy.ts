import type { NextRequest } from 'next/server';
import { NextResponse } from 'next/server';
import { COPY_POLICY } from './lib/sources/page-copy/copy-policy.rules.ts';

/**
 * Headers of every page (ACC-6). Never the authorisation: that is asked where the data is. Next puts the nonce on its own
 * scripts when it finds it in the request's policy.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const dev = process.env.NODE_ENV === 'development';
  const host = request.headers.get('host') ?? '';
  const page = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? ` 'unsafe-eval'` : ''}`,
    // Sheets of ours alone. What is set from scripts (positions, colours of carets) goes through the CSSOM, which no policy
    // asks; the tools of development put style elements in.
    `style-src 'self' ${dev ? `'unsafe-inline'` : `'nonce-${nonce}'`}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    // The reader of PDFs (app/pdf-worker.mjs).
    `worker-src 'self'`,
    `connect-src 'self' ws://${host} wss://${host}`,
    // The card of a published fact check is made to be shown elsewhere; it carries nothing that a session could do.
    `frame-ancestors ${/^\/fact-checks\/[^/]+\/card$/u.test(request.nextUrl.pathname) ? '*' : `'none'`}`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `object-src 'none'`,
  ].join('; ');
  // The API hands out data and files, never a page of ours: what is opened there runs nothing and loads nothing. Next puts
  // this header over the route's own.
  const policy = !request.nextUrl.pathname.startsWith('/api/v1/')
    ? page
    : `sandbox; frame-ancestors 'none'; ${request.nextUrl.pathname.endsWith('/page-copy/shown') ? COPY_POLICY : `default-src 'none'`}`;
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  // What one person sees is kept by no cache and no "back" after signing out; answers of the API say it themselves.
  if (!/^\/(api|fact-checks)\//u.test(request.nextUrl.pathname))
    response.headers.set('cache-control', 'private, no-store');
  // The page to which the bookmarklet sends what a person sees has to keep the window that opened it.
  const sentTo = /\/sources\/new$/u.test(request.nextUrl.pathname) && request.nextUrl.searchParams.has('bookmarklet');
  response.headers.set('cross-origin-opener-policy', sentTo ? 'unsafe-none' : 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  if (request.headers.get('x-forwarded-proto') === 'https' || request.nextUrl.protocol === 'https:') {
    response.headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  }
  return response;
}

export const config = { matcher: ['/((?!_next/static|_next/image|pdf-worker\\.mjs).*)'] };
