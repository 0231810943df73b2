import type { Site } from './claimreview.rules.ts';
import type { NewsroomView } from './schema.ts';

/** What is published stands below one address that never changes, whatever the claim is called later. */
export const pagePath = (claimId: string): string => `/fact-checks/${claimId}`;

/** So does a page that gathers several. */
export const storyPath = (storyId: string): string => `/fact-checks/stories/${storyId}`;

/**
 * Where readers find us. Absolute addresses in data come from PUBLIC_URL; without it (one machine) from the address that the
 * request was made to, or that the server printed when it started.
 */
export function publicOrigin(headers?: Headers): string {
  if (process.env.PUBLIC_URL) return new URL(process.env.PUBLIC_URL).origin;
  const host = headers?.get('x-forwarded-host') ?? headers?.get('host');
  return host
    ? `${headers?.get('x-forwarded-proto') ?? 'http'}://${host}`
    : (process.env.REDTHREAD_ADDRESS ?? 'http://127.0.0.1:3000');
}

export function publicSite(
  newsroom: NewsroomView,
  page: { readonly id: string; readonly language: string | null },
  { origin = publicOrigin(), language }: { readonly origin?: string; readonly language?: string } = {},
): Site {
  return {
    page: origin + pagePath(page.id),
    name: newsroom.name || 'Redthread',
    url: newsroom.url ?? `${origin}/fact-checks`,
    language: language ?? page.language ?? 'en',
  };
}
