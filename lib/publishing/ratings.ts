import { z } from 'zod';
import type { Reader } from '../platform/db.ts';
import type { PublicRating } from './schema.ts';

const labels = z.record(z.string(), z.string());
export type Ratings = ReadonlyMap<string, PublicRating>;

/** The workspace's scale as readers see it. */
export async function publicRatings(reader: Reader): Promise<Ratings> {
  const rows = await reader.rating.findMany();
  const values = rows.flatMap((row) => row.value ?? []);
  const [best, worst] = values.length > 0 ? [Math.max(...values), Math.min(...values)] : [5, 1];
  return new Map(
    rows.map((row) => [
      row.key,
      { key: row.key, labels: labels.parse(row.labels), value: row.value, best, worst, icon: row.icon, tone: row.tone },
    ]),
  );
}

/** A rating that the scale knows, or the bare key where it does not. */
export const ratingOf = (ratings: Ratings, key: string): PublicRating =>
  ratings.get(key) ?? { key, labels: {}, value: null, best: 5, worst: 1, icon: '?', tone: 'unsure' };
