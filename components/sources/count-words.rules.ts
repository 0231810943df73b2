import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { blockRoles } from '@/lib/sources/blocks.rules.ts';

const plurals: Record<BlockRole, readonly [string, string]> = {
  dateline: ['date line', 'date lines'],
  headline: ['headline', 'headlines'],
  byline: ['byline', 'bylines'],
  caption: ['caption', 'captions'],
  lede: ['lede', 'ledes'],
  body: ['body paragraph', 'body paragraphs'],
  subhead: ['subhead', 'subheads'],
  quote: ['quote', 'quotes'],
  list: ['list', 'lists'],
  table: ['table', 'tables'],
  comment: ['reader comment', 'reader comments'],
  boilerplate: ['boilerplate part', 'boilerplate parts'],
};

/** "1 headline, 2 captions, 11 body paragraphs": what a text is made of, in the order of the roles. */
export function countsInWords(parts: readonly { readonly role: BlockRole }[]): readonly string[] {
  const counts = new Map<BlockRole, number>();
  for (const { role } of parts) counts.set(role, (counts.get(role) ?? 0) + 1);
  return blockRoles.flatMap((role) => {
    const count = counts.get(role) ?? 0;
    const [one, many] = plurals[role];
    return count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? one : many}`];
  });
}
