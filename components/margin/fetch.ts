import type { z } from 'zod';
import { get } from '../data/api.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** All pages of a list of the API, one after the other. */
export async function everyPage<Item>(path: string, shape: z.ZodType<Page<Item>>, limit = 200): Promise<Item[]> {
  const items: Item[] = [];
  let next: string | null = null;
  do {
    const query: string = new URLSearchParams({ limit: String(limit), ...(next ? { after: next } : {}) }).toString();
    const page: Page<Item> = await get(`${path}?${query}`, shape);
    items.push(...page.items);
    next = page.next;
  } while (next);
  return items;
}
