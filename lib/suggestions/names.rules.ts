import type { KnownName, ReadText, Suggester, Suggestion } from './suggester.rules.ts';
import type { Word } from './words.rules.ts';
import { honorifics, noNames, particles, wordsIn, wordsOf } from './words.rules.ts';

interface Node {
  readonly next: Map<string, Node>;
  readonly here: KnownName[];
}
const node = (): Node => ({ next: new Map(), here: [] });

/** The known names as a trie of folded words: every name is looked for at once, in one walk over the text. */
function trieOf(known: readonly KnownName[]): Node {
  const root = node();
  for (const name of known) {
    let at = root;
    for (const { folded } of wordsOf(name.name, 0, name.name.length)) {
      const next = at.next.get(folded) ?? node();
      at.next.set(folded, next);
      at = next;
    }
    if (at !== root) at.here.push(name);
  }
  return root;
}

/** The longest known name that begins at a word; it has to hold a capital, or "May" would be found in "they may". */
function longestAt(
  root: Node,
  words: readonly Word[],
  from: number,
): { length: number; names: readonly KnownName[] } | null {
  let best: { length: number; names: readonly KnownName[] } | null = null;
  let at: Node | undefined = root;
  for (let index = from; index < words.length; index += 1) {
    const word = words[index];
    if (!word || (index > from && !word.joined)) break;
    at = at.next.get(word.folded);
    if (!at) break;
    const length = index - from + 1;
    if (at.here.length > 0 && words.slice(from, index + 1).some((one) => one.capital))
      best = { length, names: at.here };
  }
  return best;
}

const keyOf = (words: readonly Word[], entityId: string | null): string =>
  `name:${entityId ?? 'new'}:${words.map((word) => word.folded).join(' ')}`;

function suggest(words: readonly Word[], whose: Pick<Suggestion, 'entityId' | 'name' | 'schema' | 'why'>): Suggestion {
  return {
    key: keyOf(words, whose.entityId),
    kind: 'entity',
    start: words[0]?.start ?? 0,
    end: words.at(-1)?.end ?? 0,
    ...whose,
  };
}

/**
 * Known names and aliases where they stand; and, after a person's full name has been read, a part of it alone, as long as
 * no other person of this text shares that part ("Agustin" after "Agustin Intriago"). A name that belongs to several
 * entities is left to the person who marks it.
 */
export const knownNames = (({ text, parts, known }) => {
  const root = trieOf(known);
  const met = new Map<string, Set<string>>();
  const people = new Map<string, KnownName>();
  const found: Suggestion[] = [];
  for (const part of parts) {
    const words = wordsIn(text, part);
    for (let index = 0; index < words.length;) {
      const hit = longestAt(root, words, index);
      const owners = new Set(hit?.names.map((name) => name.entityId));
      const [name] = hit?.names ?? [];
      if (hit && name && owners.size === 1) {
        const span = words.slice(index, index + hit.length);
        found.push(
          suggest(span, { entityId: name.entityId, name: name.name, schema: name.schema, why: ['known_name'] }),
        );
        if (name.schema === 'Person' && name.kind !== 'nickname' && name.kind !== 'weak' && span.length > 1) {
          people.set(name.entityId, name);
          for (const { folded } of span)
            if (folded.length > 2 && !particles.has(folded))
              met.set(folded, (met.get(folded) ?? new Set()).add(name.entityId));
        }
        index += hit.length;
        continue;
      }
      const word = words[index];
      const [only, ...others] = (word?.capital ? met.get(word.folded) : undefined) ?? [];
      const person = only !== undefined && others.length === 0 ? people.get(only) : undefined;
      // A capital before or behind makes it part of another, longer name: "Intriago Street".
      const alone = ![words[index - 1], words[index + 1]].some(
        (near) =>
          near?.capital &&
          (near.start > (word?.start ?? 0) ? near.joined : word?.joined) &&
          !near.first &&
          !honorifics.has(near.folded),
      );
      if (word && person && alone)
        found.push(
          suggest([word], {
            entityId: person.entityId,
            name: person.name,
            schema: person.schema,
            why: ['part_of_name'],
          }),
        );
      index += Math.max(1, hit?.length ?? 1);
    }
  }
  return found;
}) satisfies Suggester;

const organisations =
  /^(?:ministry|ministerio|court|corte|tribunal|police|policia|army|ejercito|senate|senado|assembly|asamblea|congress|congreso|council|consejo|government|gobierno|fiscalia|authority|autoridad|agency|agencia|office|oficina|department|departamento|commission|comision|university|universidad|institute|instituto|bank|banco|company|compania|corporation|corp|inc|ltd|group|grupo|party|partido|union|sindicato|association|asociacion|foundation|fundacion|federation|club|times|post|news|press|agence|diario|committee|comite|service|servicio|fund|fondo|museum|hospital|church|iglesia|centre|center|centro)$/u;
const places =
  /^(?:city|ciudad|province|provincia|river|rio|street|calle|avenue|avenida|mount|monte|lake|lago|island|isla|port|puerto|north|south|east|west|norte|sur|mosque|airport|aeropuerto|prison|carcel|square|plaza|bridge)$/u;

function schemaOf(words: readonly Word[]): string {
  const own = words.filter((word) => !particles.has(word.folded));
  if (own.some((word) => organisations.test(word.folded))) return 'Organization';
  if (own.some((word) => places.test(word.folded))) return 'Address';
  if (own.length === 1 && /^\p{Lu}{2,}\d*$/u.test(own[0]?.text ?? '')) return 'Organization';
  return own.length >= 2 && own.length <= 4 ? 'Person' : 'LegalEntity';
}

/** Parts in which every word may begin with a capital. */
const titles = new Set(['headline', 'dateline', 'byline', 'boilerplate']);

/** The runs of capitalised words of one part, with the particles that join them: "Grúas del Sur", "Ministry of the Interior". */
function runsOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  const close = () => {
    while (run.length > 0 && !run.at(-1)?.capital) run.pop();
    while (
      run[0] &&
      (noNames.has(run[0].folded) || honorifics.has(run[0].folded)) &&
      (run.length > 1 || noNames.has(run[0].folded))
    )
      run.shift();
    while (run[0] && !run[0].capital) run.shift();
    if (run.length > 0 && run.some((word) => word.text.length > 1)) runs.push(run);
    run = [];
  };
  for (const word of words) {
    const continues = run.length > 0 && word.joined && !(word.first && word.capital);
    if (word.capital && !(noNames.has(word.folded) && !continues)) {
      if (!continues) close();
      run.push(word);
    } else if (continues && particles.has(word.folded)) run.push(word);
    else close();
  }
  close();
  return runs;
}

/**
 * Runs of capitalised words that nobody has named yet. One word that begins a sentence counts only where the same word also
 * stands capitalised inside one; known names are left to `knownNames`.
 */
export const newNames = ((read: ReadText) => {
  const root = trieOf(read.known);
  const body = read.parts.filter((part) => !titles.has(part.role));
  const inside = new Set<string>();
  const all = body.map((part) => runsOf(wordsIn(read.text, part)));
  for (const run of all.flat()) if (run.length > 1 || !run[0]?.first) for (const word of run) inside.add(word.folded);
  return all.flat().flatMap((run) => {
    const [only] = run;
    if (!only) return [];
    if (
      run.length === 1 &&
      (noNames.has(only.folded) || (only.first && !inside.has(only.folded)) || only.text.length < 2)
    )
      return [];
    for (let index = 0; index < run.length; index += 1) if (longestAt(root, run, index)) return [];
    const name = run.map((word) => word.text).join(' ');
    return [suggest(run, { entityId: null, name, schema: schemaOf(run), why: ['capitalised'] })];
  });
}) satisfies Suggester;
