/** Background colours for initials and carets: #rrggbb (Yjs carets need six digits), each 4.5:1 or better against white. */
export const PALETTE = [
  '#2f7d4f',
  '#35548a',
  '#7d5200',
  '#8a2f5b',
  '#0b6463',
  '#6a3aa0',
  '#8f3a1e',
  '#4a5a1f',
] as const;

/** Which colour of the palette: the same on every screen, taken from the end of the id, where a UUIDv7 is random. */
export function personHue(id: string): number {
  const sum = Number.parseInt(id.slice(-6), 16);
  return (Number.isNaN(sum) ? 0 : sum) % PALETTE.length;
}

export const personColor = (id: string): string => PALETTE[personHue(id)] ?? PALETTE[0];

/** Two letters at most: first and last name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked.map((word) => Array.from(word ?? '')[0]?.toLocaleUpperCase() ?? '').join('');
}
