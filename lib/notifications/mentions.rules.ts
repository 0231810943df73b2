import { plain as fold } from '../search/fold.rules.ts';

/**
 * `@Mo Okafor` in what people write. It stays plain text: who is meant is worked out from the people of the case, the
 * same way when it is delivered and when it is drawn.
 */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

export interface Mention {
  /** The offset of the `@`. */
  readonly start: number;
  readonly end: number;
  readonly userId: string;
}

/** An @ inside a word is an address, not a mention. */
const AT = /(?<![\p{L}\p{N}._%+-])@(?=\p{L})/gu;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/**
 * Everyone who is mentioned, in order. The longest name that fits wins; a first name alone is enough where only one person
 * of the case has it. Case and accents are not told apart.
 */
export function mentionsIn(text: string, people: readonly Mentionable[]): readonly Mention[] {
  const handles = handlesOf(people);
  const found: Mention[] = [];
  for (const { index: start } of text.matchAll(AT)) {
    for (const { words, userId } of handles) {
      const end = endOf(text, start + 1, words);
      if (end === null) continue;
      found.push({ start, end, userId });
      break;
    }
  }
  return found;
}

export const mentionedIn = (text: string, people: readonly Mentionable[]): ReadonlySet<string> =>
  new Set(mentionsIn(text, people).map((mention) => mention.userId));

interface Handle {
  readonly words: string;
  readonly userId: string;
}

function handlesOf(people: readonly Mentionable[]): readonly Handle[] {
  const owners = new Map<string, Set<string>>();
  const add = (words: string, userId: string) => {
    if (words !== '') owners.set(words, (owners.get(words) ?? new Set()).add(userId));
  };
  for (const { id, name } of people) {
    const words = name.trim().replace(/\s+/gu, ' ');
    add(fold(words), id);
    add(fold(words.split(' ')[0] ?? ''), id);
  }
  return [...owners]
    .flatMap(([words, ids]) => {
      const [userId] = ids;
      return ids.size === 1 && userId !== undefined ? [{ words, userId }] : [];
    })
    .sort((a, b) => b.words.length - a.words.length);
}

/** Where `words` (folded) end in the text when they stand at `from`, whole; null when they do not. */
function endOf(text: string, from: number, words: string): number | null {
  // Folding may make a text shorter or longer, so the end is looked for around the length that the words have.
  for (let end = from + words.length - 2; end <= Math.min(text.length, from + words.length + 8); end += 1) {
    if (end <= from || fold(text.slice(from, end)).replace(/\s/gu, ' ') !== words) continue;
    // A combining accent still belongs to the last letter.
    let whole = end;
    while (/\p{M}/u.test(text.charAt(whole))) whole += 1;
    return LETTER.test(text.charAt(whole)) ? null : whole;
  }
  return null;
}
