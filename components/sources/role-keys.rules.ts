import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { blockRoles } from '@/lib/sources/blocks.rules.ts';

/** Alt+R, then this letter: a part's role in two keys (SRC-1). */
export const roleKeys: Record<BlockRole, string> = {
  dateline: 'd',
  headline: 'h',
  byline: 'y',
  caption: 'c',
  lede: 'l',
  body: 'b',
  subhead: 's',
  quote: 'q',
  list: 'i',
  table: 't',
  comment: 'r',
  boilerplate: 'x',
};

export const roleWithKey = (key: string): BlockRole | undefined =>
  blockRoles.find((role) => roleKeys[role] === key.toLowerCase());

export const isBlockRole = (value: unknown): value is BlockRole => blockRoles.some((role) => role === value);
