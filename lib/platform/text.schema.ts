import { z } from 'zod';

/** Postgres stores no NUL, and half a surrogate pair is not text: both are refused in words before anything is tried. */
export const hasBrokenCharacters = (value: string): boolean => value.includes('\u0000') || !value.isWellFormed();

const BROKEN = 'This contains characters that are not text. Copy it again from the page itself.';

/** What people write in more than one line: kept as written, only the ends trimmed. */
export const longText = (max: number) =>
  z
    .string()
    .max(max, `This is longer than ${max.toLocaleString('en')} characters. Shorten it.`)
    .refine((value) => !hasBrokenCharacters(value), BROKEN)
    .transform((value) => value.trim());

/** A title, a name, a statement: one line, something in it. */
export const line = (max: number) =>
  longText(max)
    .transform((value) => value.replace(/\s+/gu, ' '))
    .refine((value) => value.length > 0, 'Write something here.');

/** Cursor pages: `?limit=&after=` (SPEC 11). */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
};
