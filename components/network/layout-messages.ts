import type { Placed, Wanted } from '@/lib/network/layout.rules.ts';

export type ToWorker = Wanted;
export type ToPlace =
  | { readonly what: 'part'; readonly part: number }
  | { readonly what: 'picture' | 'settled'; readonly places: ReadonlyMap<string, Placed> };
