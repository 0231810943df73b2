import type { Reader } from '../../platform/db.ts';
import { refuse } from '../../platform/errors.ts';

/** A rating that can be given now, with what it asks for; refused in words otherwise (CLM-7). */
export async function requireRating(tx: Reader, key: string, conclusion: string | undefined): Promise<void> {
  const rating = await tx.rating.findUnique({ where: { key } });
  if (!rating || rating.retiredAt) {
    const usable = await tx.rating.findMany({ where: { retiredAt: null }, orderBy: { position: 'asc' } });
    const sentence = `Choose a rating of the scale: ${usable.map((one) => one.key).join(', ')}.`;
    refuse('invalid_input', sentence, [{ path: 'rating', message: sentence }]);
  }
  if (rating.needsConclusion && !conclusion)
    refuse('invalid_input', 'Write the conclusion, in one sentence.', [
      { path: 'conclusion', message: 'Write the conclusion.' },
    ]);
}

export interface ScaleValues {
  /** 1 to 5, or null where a number would mislead. */
  readonly valueOf: (key: string) => number | null;
}

export async function scaleValues(reader: Reader): Promise<ScaleValues> {
  const rows = await reader.rating.findMany({ select: { key: true, value: true } });
  const values = new Map(rows.map((row) => [row.key, row.value]));
  return { valueOf: (key) => values.get(key) ?? null };
}
