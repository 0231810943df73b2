/** An anchor keeps 32 characters on each side, cut wherever that falls; half a word at the far end is left out. */
const FULL = 32;

export const before = (prefix: string): string =>
  prefix.length < FULL ? prefix : `… ${prefix.replace(/^\S*\s+/u, '')}`;

export const after = (suffix: string): string =>
  suffix.length < FULL ? suffix : `${suffix.replace(/\s\S*$/u, '').trimEnd()} …`;
