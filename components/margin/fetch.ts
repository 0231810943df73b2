import type { z } from 'zod';

const problemDetail = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string'
    ? body.detail
    : 'The server could not be reached. Try again shortly.';

export class NotThere extends Error {}

/** One answer of the API, in its promised shape; what is not there (any more) is told apart from what went wrong. */
export async function fetchOne<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer> {
  const response = await fetch(path, { headers: { accept: 'application/json' }, cache: 'no-store' });
  const body: unknown = await response.json().catch(() => null);
  if (response.status === 404) throw new NotThere(problemDetail(body));
  if (!response.ok) throw new Error(problemDetail(body));
  return schema.parse(body);
}

/** All pages of a list, one after the other. */
export async function everyPage<Item>(
  path: string,
  schema: z.ZodType<{ readonly items: readonly Item[]; readonly next: string | null }>,
  limit = 200,
): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | null = null;
  do {
    const query: string = new URLSearchParams({ limit: String(limit), ...(next ? { after: next } : {}) }).toString();
    const page: { readonly items: readonly Item[]; readonly next: string | null } = await fetchOne(
      `${path}?${query}`,
      schema,
    );
    items.push(...page.items);
    next = page.next;
  } while (next);
  return items;
}
