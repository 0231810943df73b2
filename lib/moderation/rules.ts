/** What people may ask moderation to look at: everything that somebody wrote. */
export const flaggable = [
  'annotation',
  'reply',
  'claim',
  'evidence',
  'source',
  'investigation',
  'entity',
  'account',
] as const;
export type Flaggable = (typeof flaggable)[number];

export const flagReasons = ['abuse', 'personal_data', 'legal', 'off_topic', 'other'] as const;

/** `dismiss` leaves everything as it is; `hide` takes the text out of sight; `warn` and `suspend` are about its author. */
export const flagOutcomes = ['dismiss', 'hide', 'warn', 'suspend'] as const;
export type FlagOutcome = (typeof flagOutcomes)[number];

/** What can be taken out of sight and brought back without losing anything. */
export const hideable: readonly Flaggable[] = ['annotation', 'reply'];
export const isHideable = (type: string): boolean => hideable.some((one) => one === type);

export interface Invitee {
  readonly line: number;
  readonly email: string;
  readonly name: string | null;
}

/**
 * A pasted list of people, one a line or separated by commas or semicolons: `Ana Ruiz <ana@example.org>`,
 * `ana@example.org, Ana Ruiz` out of a table (tab or comma), or bare addresses. What is no address comes back as it
 * stands, to be told apart by the server.
 */
export function parseInvitees(text: string): readonly Invitee[] {
  return text.split(/\r?\n/u).flatMap((raw, index) => {
    const line = raw.trim();
    if (!line) return [];
    const addresses = line.split(/[\s,;<>"]+/u).filter((word) => word.includes('@'));
    const [first] = addresses;
    if (first === undefined) return [{ line: index + 1, email: line, name: null }];
    if (addresses.length > 1) return addresses.map((email) => ({ line: index + 1, email, name: null }));
    const name = line
      .replace(first, ' ')
      .replace(/[<>",;\t]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim();
    return [{ line: index + 1, email: first, name: name || null }];
  });
}

/** A cell that begins like a formula is run by spreadsheet programs: an apostrophe keeps it text. */
export function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\n\r]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
