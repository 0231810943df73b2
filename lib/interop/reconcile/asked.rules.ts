/** At most so many queries in one batch: OpenRefine sends ten. */
export const MOST_QUERIES = 50;
/** As many rows at once as OpenRefine ever asks for, and some. */
export const MOST_IDS = 100;

/** What no name holds and the database cannot keep is left out, instead of failing the whole batch. */
export const clean = (text: string): string => text.replaceAll('\0', '').toWellFormed();

export const quantifiers = ['any', 'all', 'none'] as const;
/** How a value is compared where the one who asks says so; else as people write (case and the rest of a date aside). */
export const qualifiers = ['ExactMatch', 'WildcardMatch'] as const;

export interface Condition {
  readonly on: 'name' | 'id' | 'property';
  readonly property: string;
  readonly values: readonly string[];
  readonly required: boolean;
  readonly quantifier: (typeof quantifiers)[number];
  readonly qualifier: (typeof qualifiers)[number] | null;
}

/** One query of either version. */
export interface Asked {
  readonly conditions: readonly Condition[];
  readonly types: readonly string[];
  readonly limit: number;
}
