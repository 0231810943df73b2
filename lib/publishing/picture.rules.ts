/** As wide and high as those who show links ask for. */
export const pictureSize = { width: 1200, height: 630 } as const;

/** A statement that fits the picture: whole words, an ellipsis where it goes on. */
export function fitted(statement: string, most: number): string {
  if (statement.length <= most) return statement;
  const cut = statement.slice(0, most - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most / 2))}…`;
}

/** Letters get smaller as the statement gets longer: three or four lines at most. */
export const sizeFor = (length: number): number => (length < 70 ? 64 : length < 130 ? 54 : 44);
