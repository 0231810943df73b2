/**
 * Whether two spellings may name the same person or organisation, 0 to 1 (ENT-3). Names are compared part by part in any
 * order; the weights are those that work in matching against sanctions lists: family name 1.30, given name 1.00, a part
 * that only one of the two has 0.20.
 */
const FAMILY = 1.3;
const GIVEN = 1;
const EXTRA = 0.2;
/** From here on two names are taken for the same one. */
export const SAME = 0.7;
/** One and the same given name, or family name, and another one beside it: somebody else. */
const SOMEBODY_ELSE = 0.4;
/** Only one part of a full name was said: perhaps. */
const PART_ONLY = 0.65;

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** Lower case, without accents and without what only punctuates. */
export const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/gu, (letter) => letters[letter] ?? letter)
    .replace(/['’ʼ`]/gu, '')
    // "S.A.R.L." and "J.K." are one word each.
    .replace(/(?<!\p{L})(?:\p{L}\.){2,}\p{L}?/gu, (word) => word.replaceAll('.', ''))
    .normalize('NFC');

export const tokenise = (name: string): readonly string[] => fold(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

const particles = new Set(
  'de del la las los da das do dos di du el al bin ibn ben bint van von der den ter y e san'.split(' '),
);
const honorifics = new Set(
  'mr mrs ms miss dr prof sir lord lady don dona sr sra srta ing lic abg president presidente senator judge mayor shaikh sheikh haji'.split(
    ' ',
  ),
);
const legalForms: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['ltd', 'limited ltd'],
    ['ag', 'aktiengesellschaft ag'],
    ['gmbh', 'gmbh'],
    ['inc', 'incorporated inc'],
    ['corp', 'corporation corp'],
    ['co', 'company co compania cia'],
    ['llc', 'llc ooo'],
    ['plc', 'plc'],
    ['sa', 'sa'],
    ['sarl', 'sarl srl'],
    ['jsc', 'jsc oao ojsc ao pao pjsc zao'],
    ['bv', 'bv nv'],
    ['lp', 'lp llp'],
    ['spa', 'spa'],
    ['ab', 'ab oy as aps'],
  ].flatMap(([form = '', words = '']) => words.split(' ').map((word) => [word, form])),
);
const joiners = new Set('the of and for de del la las los y e et und a'.split(' '));

/** How alike two parts are: 1 the same, 0 not to be taken for each other. */
export function partLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const longest = Math.max(a.length, b.length);
  if (/\d/.test(a + b) || Math.min(a.length, b.length) < 3) return 0;
  const edits = editDistance(a, b);
  const allowed = longest < 4 ? 0 : longest < 6 ? 1 : longest < 10 ? 2 : 3;
  return edits > allowed ? 0 : 1 - (edits * 1.3) / longest;
}

/** Luis and Luisa, Mario and Maria: a vowel at the end makes another person. */
function isOtherGender(a: string, b: string): boolean {
  const stem = (word: string): string => word.replace(/[aoe]$/u, '');
  return a !== b && a.endsWith('a') !== b.endsWith('a') && stem(a) === stem(b);
}

/** Optimal string alignment: insertions, deletions, substitutions, and neighbours swapped, one each. */
export function editDistance(a: string, b: string): number {
  const [s, t] = [Array.from(a), Array.from(b)];
  let before: number[] = [];
  let last = Array.from({ length: t.length + 1 }, (_, j) => j);
  for (let i = 1; i <= s.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= t.length; j += 1) {
      const same = s[i - 1] === t[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[t.length] ?? 0;
}

interface Part {
  readonly word: string;
  readonly family: boolean;
  readonly weight: number;
}

/** "Family, Given" says which is which; otherwise the last part is taken for the family name. */
function personParts(name: string): readonly Part[] {
  const [beforeComma = '', ...rest] = name.split(',');
  const words = (text: string) => tokenise(text).filter((word) => !honorifics.has(word));
  const given = rest.length > 0 ? words(rest.join(' ')) : [];
  const first = words(beforeComma);
  const part = (word: string, family: boolean): Part => ({
    word,
    family,
    weight: particles.has(word) ? EXTRA : family ? FAMILY : GIVEN,
  });
  if (given.length > 0) return [...given.map((word) => part(word, false)), ...first.map((word) => part(word, true))];
  return first.map((word, index) => part(word, index > 0 && index === first.length - 1));
}

interface Pair {
  readonly a: Part;
  readonly b: Part;
  readonly likeness: number;
}

/** The best partner for each part, each used once, the likest pairs first. */
function align(
  a: readonly Part[],
  b: readonly Part[],
  likeness: (a: Part, b: Part) => number,
): { pairs: Pair[]; onlyA: Part[]; onlyB: Part[] } {
  const all = a
    .flatMap((left) => b.map((right) => ({ a: left, b: right, likeness: likeness(left, right) })))
    .filter((pair) => pair.likeness > 0)
    .sort((x, y) => y.likeness - x.likeness);
  const pairs: Pair[] = [];
  const used = new Set<Part>();
  for (const pair of all) {
    if (used.has(pair.a) || used.has(pair.b)) continue;
    used.add(pair.a).add(pair.b);
    pairs.push(pair);
  }
  const left = (part: Part): boolean => !used.has(part);
  return { pairs, onlyA: a.filter(left), onlyB: b.filter(left) };
}

function personLikeness(a: Part, b: Part): number {
  if (a.word !== b.word && !(a.family && b.family) && isOtherGender(a.word, b.word)) return 0;
  const [short, long] = a.word.length < b.word.length ? [a.word, b.word] : [b.word, a.word];
  if (short.length === 1 && long.startsWith(short) && !(a.family && b.family)) return short === long ? 1 : 0.85;
  return partLikeness(a.word, b.word);
}

const weightOf = (pair: { a: Part; b: Part }): number => Math.max(pair.a.weight, pair.b.weight);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const counts = (part: Part): boolean => part.weight > EXTRA;

function comparePeople(nameA: string, nameB: string): number {
  const [a, b] = [personParts(nameA), personParts(nameB)];
  const { pairs, onlyA, onlyB } = align(a, b, personLikeness);
  const shared = pairs.filter((pair) => weightOf(pair) > EXTRA);
  if (shared.length === 0) return 0;
  const [missingA, missingB] = [onlyA.filter(counts), onlyB.filter(counts)];
  const conflicts = Math.min(missingA.length, missingB.length);
  const extras = Math.max(missingA.length, missingB.length) - conflicts;
  const total = sum(pairs.map(weightOf)) + conflicts * FAMILY + extras * EXTRA;
  const score = sum(pairs.map((pair) => weightOf(pair) * pair.likeness)) / total;
  if (conflicts > 0) return Math.min(score, SOMEBODY_ELSE);
  if (shared.length === 1 && a.filter(counts).length !== b.filter(counts).length) return Math.min(score, PART_ONLY);
  return score;
}

/** Legal forms that are several words. */
const forms = (name: string): string =>
  fold(name)
    .replace(/(open |public )?joint[ -]stock company/gu, 'jsc')
    .replace(/limited liability company/gu, 'llc')
    .replace(/sp\. z o\.? ?o\.?/gu, 'llc')
    .replace(/\bunited states\b/gu, 'us');

function organisationParts(name: string): readonly Part[] {
  return tokenise(forms(name))
    .filter((word) => !joiners.has(word))
    .map((word) => {
      const form = legalForms[word];
      return { word: form ?? word, family: false, weight: form ? EXTRA : GIVEN };
    });
}

function compareOrganisations(nameA: string, nameB: string): number {
  const [a, b] = [organisationParts(nameA), organisationParts(nameB)];
  const { pairs, onlyA, onlyB } = align(a, b, (x, y) => partLikeness(x.word, y.word));
  const shared = pairs.filter((pair) => weightOf(pair) > EXTRA);
  if (shared.length === 0) return 0;
  const [missingA, missingB] = [onlyA.filter(counts), onlyB.filter(counts)];
  const conflicts = Math.min(missingA.length, missingB.length);
  const extras = Math.max(missingA.length, missingB.length) - conflicts;
  const total = sum(pairs.map(weightOf)) + conflicts * 2 + extras * 0.75;
  const score = sum(pairs.map((pair) => weightOf(pair) * pair.likeness)) / total;
  return conflicts > 0 ? Math.min(score, SOMEBODY_ELSE) : score;
}

/** The same letters with the spaces elsewhere: "Good Will", "Goodwill". */
const glued = (name: string): string => tokenise(name).join('');

/** 0 to 1; from `SAME` on, the two are taken for one. */
export function compareNames(a: string, b: string, schema: string): number {
  if (glued(a) === '' || glued(b) === '') return 0;
  if (fold(a) === fold(b)) return 1;
  if (glued(a) === glued(b)) return 0.95;
  return schema === 'Person' ? comparePeople(a, b) : compareOrganisations(a, b);
}

/**
 * How well what has been typed so far fits a name: every typed part is a part of the name, or its beginning. Never more
 * than "perhaps", as one part of a name belongs to many.
 */
function startOf(typed: string, name: string, schema: string): number {
  const wanted = tokenise(typed);
  const rest = [...tokenise(name)];
  const family = schema === 'Person' ? personParts(name).find((part) => part.family)?.word : undefined;
  if (wanted.length === 0) return 0;
  let matched = 0;
  let bonus = 0;
  for (const word of wanted) {
    const place = rest.findIndex((part) => part.startsWith(word) || partLikeness(word, part) >= SAME);
    const part = rest[place];
    if (part === undefined) return 0;
    rest.splice(place, 1);
    if (!part.startsWith(word) && isOtherGender(word, part)) return 0;
    if (particles.has(word)) continue;
    matched += word.length;
    if (part === family) bonus = 0.05;
  }
  return matched === 0 ? 0 : 0.5 + bonus + 0.1 * Math.min(1, matched / fold(name).length);
}

export interface KnownName {
  readonly name: string;
  readonly kind: string;
}

/** The best of an entity's names for what was typed or marked. A nickname is only ever taken whole. */
export function rankNames(
  typed: string,
  names: readonly KnownName[],
  schema: string,
): { readonly score: number; readonly name: string } {
  let best = { score: 0, name: names[0]?.name ?? '' };
  for (const { name, kind } of names) {
    const whole = kind === 'nickname' || kind === 'weak';
    const score = whole
      ? (fold(typed) === fold(name) ? 1 : startOf(typed, name, schema)) * 0.95
      : Math.max(compareNames(typed, name, schema), startOf(typed, name, schema));
    if (score > best.score) best = { score, name };
  }
  return best;
}
