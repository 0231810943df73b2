import { claimLike } from './claims.rules.ts';
import { knownNames, newNames } from './names.rules.ts';
import type { ReadText, Suggester, Suggestion } from './suggester.rules.ts';
import { wordsOf } from './words.rules.ts';

/** Asked one after the other; where two suggest names for the same words, the first one's stands. */
export const suggesters: readonly Suggester[] = [knownNames, newNames, claimLike];

export function suggestionsFor(read: ReadText, asked: readonly Suggester[] = suggesters): readonly Suggestion[] {
  const taken: Suggestion[] = [];
  for (const suggestion of asked.flatMap((suggester) => suggester(read))) {
    const clash =
      suggestion.kind === 'entity' &&
      taken.some((one) => one.kind === 'entity' && one.start < suggestion.end && suggestion.start < one.end);
    if (!clash) taken.push(suggestion);
  }
  return taken.sort((a, b) => a.start - b.start || b.end - a.end);
}

const LONGEST_NAME = 6;

/**
 * The stretches of a text that could be somebody's name, folded: what the known names are looked up by, so that a memory
 * of a million names is asked with the words of one text rather than read.
 */
export function possibleNames(read: Pick<ReadText, 'text' | 'parts'>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const part of read.parts) {
    const words = wordsOf(read.text, part.start, part.end);
    for (const [index, first] of words.entries()) {
      let name = first.folded;
      let capital = first.capital;
      if (capital) found.add(name);
      for (let next = index + 1; next < index + LONGEST_NAME; next += 1) {
        const word = words[next];
        if (!word?.joined) break;
        capital ||= word.capital;
        name += ` ${word.folded}`;
        if (capital) found.add(name);
      }
    }
  }
  return found;
}
