/** Reader comments (SRC-10): what each answers, and what of them may leave the newsroom. */
export const commentMarks = ['tip', 'rumour', 'first_hand', 'abuse'] as const;
export type CommentMark = (typeof commentMarks)[number];

/** "@7 you are right", "#7:": the number of the comment that is answered. */
export const answeredNumber = (text: string): string | null =>
  /^(?:\s*#?\d{1,5}[.):]\s+)?\s*(?:[@#]|re:?\s*#?)\s*(\d{1,5})\b/iu.exec(text)?.[1] ?? null;

export interface CommentFacts {
  readonly label: string;
  readonly author: string | null;
  readonly replyTo: string | null;
  readonly mark: CommentMark | null;
  readonly consentAt: string | null;
}

/** The same without what would tell who wrote it, unless a lead agreed. Every public page and export goes through here. */
export const withoutPersonalData = <Facts extends Pick<CommentFacts, 'author' | 'consentAt'>>(facts: Facts): Facts =>
  facts.consentAt === null ? { ...facts, author: null } : facts;
