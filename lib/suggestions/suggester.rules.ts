/**
 * What a machine may offer a reader (ANN-6). A suggester is one function from a text to suggestions: a newsroom that has a
 * model of its own adds it to `suggesters` in index.rules.ts (docs/suggestions.md). Whatever it returns stays a
 * suggestion until a person confirms it (ANN-12).
 */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly role: string;
}

export interface KnownName {
  readonly entityId: string;
  readonly name: string;
  /** Person, Organization, ... */
  readonly schema: string;
  /** full, alias, nickname, former, weak. */
  readonly kind: string;
}

export interface ReadText {
  readonly text: string;
  readonly parts: readonly Part[];
  /** The names that may stand in this text and that its reader may know. */
  readonly known: readonly KnownName[];
}

export type Why =
  | 'known_name'
  | 'part_of_name'
  | 'capitalised'
  | 'number'
  | 'money'
  | 'date'
  | 'attribution'
  | 'quotation'
  | 'comparison'
  | 'named'
  /** A suggester of the newsroom's own says so. */
  | 'model';

export interface Suggestion {
  /** The same in every version of the text, so that a refusal is remembered. */
  readonly key: string;
  readonly kind: 'entity' | 'claim';
  readonly start: number;
  readonly end: number;
  /** Set where it is somebody or something that is known already. */
  readonly entityId: string | null;
  /** What a new one would be called, and probably is. */
  readonly name: string;
  readonly schema: string;
  readonly why: readonly Why[];
}

/** A model that runs elsewhere may take its time; when it fails, what the others found is still shown. */
export type Suggester = (read: ReadText) => readonly Suggestion[] | Promise<readonly Suggestion[]>;
