/** Half-written mentions: `@mo` before the caret, and whom it may mean. Whole ones are lib/notifications/mentions.rules.ts. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** An @ inside a word is an address; at most two words follow it, as names have. */
const ASKED = /(?<![\p{L}\p{N}._%+-])@(?<query>[\p{L}\p{M}'’-]*(?: [\p{L}\p{M}'’-]*)?)$/u;
const SHOWN = 6;

export function mentionBefore(text: string, caret: number): { readonly start: number; readonly query: string } | null {
  const match = ASKED.exec(text.slice(0, caret));
  return match ? { start: match.index, query: match.groups?.['query'] ?? '' } : null;
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** People of whose name a word begins with what was typed. */
export function offered(query: string, people: readonly Person[]): readonly Person[] {
  const asked = fold(query);
  return people
    .filter(
      ({ name }) =>
        fold(name).startsWith(asked) ||
        fold(name)
          .split(/\s+/u)
          .some((word) => word.startsWith(asked)),
    )
    .filter(({ name }) => fold(name) !== asked)
    .slice(0, SHOWN);
}

export function withMention(
  text: string,
  start: number,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, start)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /u, ''), caret: before.length };
}
