/** Reader comments (SRC-10): what each answers and what it is worth. */
export const commentMarks = ['tip', 'rumour', 'first_hand', 'abuse'] as const;
export type CommentMark = (typeof commentMarks)[number];

/** "@7 you are right", "#7:": the number of the comment that is answered. */
export const answeredNumber = (text: string): string | null =>
  /^\s*(?:#?\d{1,5}[.):]\s+)?(?:[@#]|re:?(?:\s*#)?)\s*(\d{1,5})\b/iu.exec(text)?.[1] ?? null;
