import { intervalIndex } from '../anchors/interval-index.rules.ts';
import { claimLike } from './claims.rules.ts';
import { knownNames, newNames } from './names.rules.ts';
import type { ReadText, Suggester, Suggestion } from './suggester.rules.ts';
import { wordsIn } from './words.rules.ts';

/** Asked together; where two suggest names for the same words, the earlier one's stands. */
export const suggesters: readonly Suggester[] = [knownNames, newNames, claimLike];

/** What all of them find, in the order of the text. One that fails is reported and costs only what it would have found. */
export async function suggestionsFor(
  read: ReadText,
  asked: readonly Suggester[] = suggesters,
  onError: (error: unknown) => void = () => undefined,
): Promise<readonly Suggestion[]> {
  const answers = await Promise.allSettled(asked.map(async (suggester) => suggester(read)));
  const names: Suggestion[] = [];
  const others: Suggestion[] = [];
  for (const answer of answers) {
    if (answer.status === 'rejected') {
      onError(answer.reason);
      continue;
    }
    const taken = intervalIndex(names);
    let last = 0;
    for (const one of answer.value.filter((item) => standsIn(read.text, item)).toSorted(inOrder)) {
      if (one.kind !== 'entity') others.push(one);
      else if (one.start >= last && taken.overlapping(one.start, one.end).length === 0) {
        names.push(one);
        last = one.end;
      }
    }
  }
  return [...names, ...others].sort(inOrder);
}

const inOrder = (a: Suggestion, b: Suggestion): number => a.start - b.start || b.end - a.end;
const standsIn = (text: string, { start, end }: Suggestion): boolean =>
  Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start && end <= text.length;

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/**
 * What is not marked yet. A name is taken by a mark of a name that touches it; a sentence by a claim on at least half of it.
 */
export function untaken<Item extends Pick<Suggestion, 'kind' | 'start' | 'end'>>(
  suggestions: readonly Item[],
  marks: Iterable<Marked>,
): readonly Item[] {
  const index = intervalIndex(marks);
  return suggestions.filter(
    (one) =>
      !index.overlapping(one.start, one.end).some((mark) => {
        if (mark.kind !== one.kind) return false;
        const shared = Math.min(mark.end, one.end) - Math.max(mark.start, one.start);
        return one.kind === 'entity' || shared * 2 >= one.end - one.start;
      }),
  );
}

const LONGEST_NAME = 6;

/**
 * The stretches of a text that could be somebody's name, folded: what the known names are looked up by, so that a memory
 * of a million names is asked with the words of one text rather than read.
 */
export function possibleNames(read: Pick<ReadText, 'text' | 'parts'>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const part of read.parts) {
    const words = wordsIn(read.text, part);
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
