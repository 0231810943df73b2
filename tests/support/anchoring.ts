import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { fixturesDir } from './fixtures.ts';

const pair = z.object({
  id: z.string(),
  old: z.string(),
  new: z.string(),
  probes: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      start: z.number(),
      end: z.number(),
      exact: z.string(),
      prefix: z.string().default(''),
      suffix: z.string().default(''),
      expectedStart: z.number().nullable(),
      expectedEnd: z.number().nullable(),
    }),
  ),
});
export type RevisedPage = z.infer<typeof pair>;
export type Probe = RevisedPage['probes'][number];

/** Real pages and their later revisions, whatever files of the form are there. */
export function revisedPages(): readonly RevisedPage[] {
  const folder = path.join(fixturesDir, 'anchoring');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => pair.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))));
}

export type Verdict =
  /** Begins and ends exactly as expected. */
  | 'right'
  /** At least half of the two ranges together is common. */
  | 'about'
  | 'wrong'
  | 'not placed';

/** How a place compares with what is expected; for what was deleted, placed anywhere is wrong. */
export function verdict(probe: Probe, range: { readonly start: number; readonly end: number } | null): Verdict {
  if (!range) return 'not placed';
  const { expectedStart: start, expectedEnd: end } = probe;
  if (start === null || end === null) return 'wrong';
  if (range.start === start && range.end === end) return 'right';
  const common = Math.min(range.end, end) - Math.max(range.start, start);
  return common * 2 >= Math.max(range.end, end) - Math.min(range.start, start) ? 'about' : 'wrong';
}
