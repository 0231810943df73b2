import { fold, glued, isSyllabic, tokenise } from './letters.rules.ts';
import { TOLERANCE, wordLikeness } from './likeness.rules.ts';
import type { Part } from './parts.rules.ts';
import {
  EXTRA,
  familyFirst,
  looksLikeOrganisation,
  organisationParts,
  part,
  personParts,
  tells,
} from './parts.rules.ts';
import { isShortForm, patronymic } from './words.rules.ts';

/** From here on two names are taken for the same one. */
export const SAME = 0.7;
/** From here on a merge is proposed. */
export const MERGE = 0.93;
/** One and the same given name, or family name, and another one beside it: somebody else. */
const SOMEBODY_ELSE = 0.4;
/** Only one part of a full name was said: perhaps. */
const PART_ONLY = 0.65;
/** The same parts in another order: nearly always the same name, but Hans Friedrich is not Friedrich Hans. */
const REORDERED = 0.92;
const ACRONYM = 0.75;
/** Where a letter differs it may be a slip, but nobody is merged on that alone. */
const SLIP = 0.92;

/** What speaks for and against, for the screen and for the log. */
export interface Reason {
  readonly kind:
    | 'same'
    | 'spaces'
    | 'part'
    | 'similar'
    | 'initial'
    | 'short_form'
    | 'acronym'
    | 'only_one_has'
    | 'differs'
    | 'number_differs'
    | 'father_differs'
    | 'part_only';
  readonly a: string;
  readonly b: string;
}
export interface Compared {
  readonly score: number;
  readonly reasons: readonly Reason[];
}

interface Pair {
  readonly a: Part;
  readonly b: Part;
  readonly likeness: number;
  readonly kind: Reason['kind'];
}

type Likeness = (a: Part, b: Part) => Omit<Pair, 'a' | 'b'>;
const none = { likeness: 0, kind: 'differs' } as const;

/** Luis and Luisa, Mario and Maria: a vowel at the end makes another person. */
export function isOtherGender(a: string, b: string): boolean {
  const stem = (word: string): string => word.replace(/[aoe]$/u, '');
  return a !== b && a.endsWith('a') !== b.endsWith('a') && stem(a) === stem(b);
}

const personLikeness: Likeness = (a, b) => {
  if (a.word === b.word) return { likeness: 1, kind: 'part' };
  if (a.role === 'particle' || b.role === 'particle') return a.role === b.role ? { likeness: 0.9, kind: 'part' } : none;
  const bothFamily = a.role === 'family' && b.role === 'family';
  if (!bothFamily && isOtherGender(a.word, b.word)) return none;
  const [short, long] = a.word.length < b.word.length ? [a, b] : [b, a];
  if (short.role === 'initial')
    return long.word.startsWith(short.word) && long.role !== 'initial' ? { likeness: 0.85, kind: 'initial' } : none;
  if (!bothFamily && isShortForm(a.word, b.word)) return { likeness: 0.85, kind: 'short_form' };
  const likeness = wordLikeness(a.word, b.word, TOLERANCE.person);
  return likeness > 0 ? { likeness, kind: 'similar' } : none;
};

const organisationLikeness: Likeness = (a, b) => {
  if (a.word === b.word && (a.role === 'number') === (b.role === 'number')) return { likeness: 1, kind: 'part' };
  if (a.role === 'form' || b.role === 'form') return none;
  const likeness = wordLikeness(a.word, b.word, TOLERANCE.organisation);
  return likeness > 0 ? { likeness, kind: 'similar' } : none;
};

/** Parts that stand apart in one and together in the other become one: "Patr ushev", "van der Bilt". */
function joined(a: readonly Part[], b: readonly Part[], tolerance: number): readonly Part[] {
  const whole = new Set(b.map(({ word }) => word));
  for (let length = 3; length > 1; length -= 1)
    for (let at = 0; at + length <= a.length; at += 1) {
      const run = a.slice(at, at + length);
      if (run.every(({ word }) => whole.has(word))) continue;
      const word = run.map((one) => one.word).join('');
      const meant = b.find((other) => other.word.length > 3 && wordLikeness(word, other.word, tolerance / 2) > 0);
      if (meant && !run.some((one) => wordLikeness(one.word, meant.word, tolerance) > 0.75))
        return joined([...a.slice(0, at), part(word, meant.role), ...a.slice(at + length)], b, tolerance);
    }
  return a;
}

/** The best partner for each part, each used once, the likest pairs first. */
function align(a: readonly Part[], b: readonly Part[], likeness: Likeness) {
  const all = a
    .flatMap((left) => b.map((right): Pair => ({ a: left, b: right, ...likeness(left, right) })))
    .filter((pair) => pair.likeness > 0)
    .sort((x, y) => y.likeness - x.likeness);
  const pairs: Pair[] = [];
  const used = new Set<Part>();
  for (const pair of all) {
    if (used.has(pair.a) || used.has(pair.b)) continue;
    used.add(pair.a).add(pair.b);
    pairs.push(pair);
  }
  const left = (one: Part): boolean => !used.has(one);
  return { pairs, onlyA: a.filter(left), onlyB: b.filter(left) };
}

const weightOf = ({ a, b }: Pick<Pair, 'a' | 'b'>): number => Math.max(a.weight, b.weight);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const words = (parts: readonly Part[]): string => parts.map(({ word }) => word).join(' ');

const pairReasons = (pairs: readonly Pair[]): Reason[] =>
  pairs.filter(({ a }) => tells(a)).map(({ a, b, kind }) => ({ kind, a: a.word, b: b.word }));

const leftReasons = (a: readonly Part[], b: readonly Part[]): Reason[] => {
  if (a.length === 0 && b.length === 0) return [];
  return [{ kind: a.length > 0 && b.length > 0 ? 'differs' : 'only_one_has', a: words(a), b: words(b) }];
};

function comparePeople(nameA: string, nameB: string): Compared {
  const [rawA, rawB] = [personParts(nameA), personParts(nameB)];
  const a = joined(rawA, rawB, TOLERANCE.person);
  const b = joined(rawB, a, TOLERANCE.person);
  const { pairs, onlyA, onlyB } = align(a, b, personLikeness);
  const shared = pairs.filter((pair) => tells(pair.a) && tells(pair.b));
  const full = shared.filter(({ kind }) => kind !== 'initial' || shared.length > 1);
  const [missingA, missingB] = [onlyA.filter(tells), onlyB.filter(tells)];
  const reasons = [...pairReasons(pairs), ...leftReasons(missingA, missingB)];
  if (full.length === 0) return { score: 0, reasons };
  const conflicts = Math.min(missingA.length, missingB.length);
  const extras = Math.max(missingA.length, missingB.length) - conflicts;
  const total = sum(pairs.map(weightOf)) + conflicts * 1.3 + extras * EXTRA;
  const score = sum(pairs.map((pair) => weightOf(pair) * pair.likeness)) / total;
  if (conflicts > 0 && !isCutOff(missingA, missingB, shared.length))
    return { score: Math.min(score, SOMEBODY_ELSE), reasons };
  if (fathersSwapped(shared))
    return { score: SOMEBODY_ELSE, reasons: [...reasons, { kind: 'father_differs', a: nameA, b: nameB }] };
  const [tellA, tellB] = [a.filter(tells).length, b.filter(tells).length];
  if (shared.length === 1 && tellA !== tellB)
    return { score: Math.min(score, PART_ONLY), reasons: [...reasons, { kind: 'part_only', a: nameA, b: nameB }] };
  // Slips in more than half of what is shared add up to another name.
  const slips = shared.filter(({ kind }) => kind === 'similar').length;
  const doubt = slips > 1 && slips === shared.length ? 0.03 * slips : 0;
  return { score: score - doubt, reasons };
}

/** The end of a long name cut off: "... Ben Belkassem Dr". */
const isCutOff = (a: readonly Part[], b: readonly Part[], shared: number): boolean => {
  const [one, other] = [a[0]?.word ?? '', b[0]?.word ?? ''];
  return a.length === 1 && b.length === 1 && shared >= 3 && (other.startsWith(one) || one.startsWith(other));
};

/** "A son of B" is not "B son of A". */
const fathersSwapped = (shared: readonly Pair[]): boolean =>
  shared.some(({ a, b }) => a.role === 'father' && b.role !== 'father') &&
  shared.some(({ a, b }) => b.role === 'father' && a.role !== 'father');

function compareOrganisations(nameA: string, nameB: string): Compared {
  const [rawA, rawB] = [organisationParts(nameA), organisationParts(nameB)];
  const a = joined(rawA, rawB, TOLERANCE.organisation);
  const b = joined(rawB, a, TOLERANCE.organisation);
  const { pairs, onlyA, onlyB } = align(a, b, organisationLikeness);
  const reasons = [...pairReasons(pairs), ...leftReasons(onlyA.filter(tells), onlyB.filter(tells))];
  const shared = pairs.filter((pair) => tells(pair.a) && tells(pair.b));
  if (isAcronym(a, b) || isAcronym(b, a)) return { score: ACRONYM, reasons: [{ kind: 'acronym', a: nameA, b: nameB }] };
  if (shared.length === 0) return { score: 0, reasons };
  const left = [...onlyA, ...onlyB];
  const [missingA, missingB] = [onlyA.filter(tells), onlyB.filter(tells)];
  const conflicts = Math.min(missingA.length, missingB.length);
  const extras = sum(left.filter((one) => one.role !== 'form' || bothHave(onlyA, onlyB)).map(({ weight }) => weight));
  const total = sum(pairs.map(weightOf)) + extras;
  const score = sum(pairs.map((pair) => weightOf(pair) * pair.likeness)) / total;
  if (left.some(({ role }) => role === 'number'))
    return {
      score: Math.min(score, SOMEBODY_ELSE),
      reasons: [...reasons, { kind: 'number_differs', a: words(onlyA), b: words(onlyB) }],
    };
  const elsewhere = left.some(({ role }) => role === 'place');
  return { score: conflicts > 0 || elsewhere ? Math.min(score, SOMEBODY_ELSE) : score, reasons };
}

/** Two different legal forms speak a little against; one that only one of them names does not. */
const bothHave = (a: readonly Part[], b: readonly Part[]): boolean =>
  a.some(({ role }) => role === 'form') && b.some(({ role }) => role === 'form');

function isAcronym(short: readonly Part[], long: readonly Part[]): boolean {
  const [only, ...others] = short.filter(({ role }) => role !== 'form');
  if (!only || others.length > 0 || only.word.length < 3 || only.word.length > 8) return false;
  const initials = long
    .filter(({ role }) => role !== 'form' && role !== 'number')
    .map(({ word }) => word[0] ?? '')
    .join('');
  return initials === only.word;
}

const certain = new Set<Reason['kind']>(['same', 'spaces', 'part']);
const rounded = ({ score, reasons }: Compared): Compared => ({
  score: Math.max(0, reasons.every(({ kind }) => certain.has(kind)) ? Math.min(1, score) : Math.min(SLIP, score)),
  reasons,
});

/** 0 to 1 with what speaks for and against; from `SAME` on the two are taken for one, from `MERGE` on a merge is proposed. */
export function explainNames(a: string, b: string, schema: string): Compared {
  const [gluedA, gluedB] = [glued(a), glued(b)];
  if (gluedA === '' || gluedB === '') return { score: 0, reasons: [] };
  if (fold(a) === fold(b)) return { score: 1, reasons: [{ kind: 'same', a, b }] };
  if (gluedA === gluedB) return { score: 0.96, reasons: [{ kind: 'spaces', a, b }] };
  if (isOneWord(a) && isOneWord(b)) return rounded(oneWord(a, b, schema));
  const isPerson =
    schema === 'Person' || (schema === 'LegalEntity' && !looksLikeOrganisation(a) && !looksLikeOrganisation(b));
  const compared = isPerson ? comparePeople(a, b) : compareOrganisations(a, b);
  const reordered = compared.score === 1 && isPerson && !saysFamily(a) && !saysFamily(b) && sameSet(a, b);
  return rounded(reordered ? { ...compared, score: REORDERED } : compared);
}

/** A comma or capitals say which part is the family name: then another order is no other name. */
const saysFamily = (name: string): boolean => familyFirst(name).includes(',');

const isOneWord = (name: string): boolean => tokenise(name).length === 1;
const sameSet = (a: string, b: string): boolean =>
  tokenise(a)
    .filter((word) => !patronymic.has(word))
    .toSorted()
    .join(' ') ===
  tokenise(b)
    .filter((word) => !patronymic.has(word))
    .toSorted()
    .join(' ');

/** With one word there is nothing else to go by: it must be nearer. Signs of a syllable each must agree. */
function oneWord(a: string, b: string, schema: string): Compared {
  if (isSyllabic(a) || isSyllabic(b)) return { score: 0, reasons: [{ kind: 'differs', a, b }] };
  const score = wordLikeness(glued(a), glued(b), schema === 'Person' ? 0.25 : TOLERANCE.organisation);
  return { score: score * 0.95, reasons: [{ kind: score > 0 ? 'similar' : 'differs', a, b }] };
}

export const compareNames = (a: string, b: string, schema: string): number => explainNames(a, b, schema).score;
