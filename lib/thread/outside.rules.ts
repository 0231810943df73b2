/** Only the shapes: pure rules see no schema. */
interface Around {
  readonly prefix: string;
  readonly suffix: string;
}
interface Passage extends Around {
  readonly sourceId: string;
  readonly version: number;
  readonly label: string | null;
}
interface Piece<Words> {
  readonly id: string;
  readonly words: Words | null;
  readonly statement: { readonly by: string | null; readonly basis: string | null } | null;
}

export interface Outside {
  /** A lead lets out what is off the record, and names kept back. */
  readonly full: boolean;
  /** Pieces that are off the record now and that no lead has released. */
  readonly offTheRecord: ReadonlySet<string>;
  /** `sourceId version` -> labels of the readers' comments in that text that no lead lets out (SRC-10). */
  readonly comments: ReadonlyMap<string, ReadonlySet<string>>;
}

export const textKey = ({ sourceId, version }: { readonly sourceId: string; readonly version: number }): string =>
  `${sourceId} ${version}`;

/** Words as they may leave: what stands around a reader's comment may name its author. */
export function wordsOutside<Words extends Passage>(words: Words, { comments }: Outside): Words {
  const isComment = comments.get(textKey(words))?.has(words.label ?? '') ?? false;
  return !isComment ? words : { ...words, prefix: '', suffix: '' };
}

/**
 * Evidence as it may leave the case: off-record statements stay in, and so does the name of whoever spoke on background,
 * unless a lead lets them out (CLM-3, CLM-11).
 */
export function evidenceOutside<Words extends Passage, Item extends Piece<Words>>(
  evidence: readonly Item[],
  outside: Outside,
): { readonly evidence: Item[]; readonly withheld: number } {
  const kept = outside.full ? evidence : evidence.filter((item) => !outside.offTheRecord.has(item.id));
  return {
    evidence: kept.map((item) => ({
      ...item,
      words: item.words && wordsOutside(item.words, outside),
      statement:
        item.statement && !outside.full && item.statement.basis !== 'on_record'
          ? { ...item.statement, by: null }
          : item.statement,
    })),
    withheld: evidence.length - kept.length,
  };
}

/** A whole sealed text leaves unless readers' comments, with their authors, stand in it. */
export const wholeTextLeaves = (
  text: { readonly sourceId: string; readonly version: number },
  { comments }: Outside,
): boolean => !comments.has(textKey(text));
