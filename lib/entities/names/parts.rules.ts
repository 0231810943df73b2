import { fold, remembered, tokenise } from './letters.rules.ts';
import {
  commonWords,
  formOf,
  honorifics,
  joiners,
  numberOf,
  particles,
  patronymic,
  places,
  writtenForms,
} from './words.rules.ts';

/** What a word of a name is to the whole. */
export type Role =
  'family' | 'given' | 'father' | 'initial' | 'particle' | 'word' | 'common' | 'place' | 'form' | 'number';

export interface Part {
  readonly word: string;
  readonly role: Role;
  readonly weight: number;
}

/**
 * Weights that work in matching against sanctions lists: family name 1.30, given name 1.00, what only one of the two has
 * 0.20. Particles and legal forms are there for the tie.
 */
export const FAMILY = 1.3;
export const GIVEN = 1;
export const EXTRA = 0.2;
const weights: Readonly<Record<Role, number>> = {
  family: FAMILY,
  given: GIVEN,
  father: GIVEN,
  initial: 0.6,
  particle: 0.1,
  word: 1,
  common: 0.35,
  place: 1,
  form: 0.1,
  number: 1,
};
export const part = (word: string, role: Role): Part => ({ word, role, weight: weights[role] });

/** Parts that say who it is; the others only fit or do not. */
export const tells = ({ role }: Part): boolean => role !== 'particle' && role !== 'form' && role !== 'common';

const leet: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 9: 'g' };
const noDigits = (word: string): string =>
  /\p{L}/u.test(word) ? word.replace(/\d/gu, (digit) => leet[digit] ?? digit) : word;

/** "JC Juncker": capitals that stand for two given names, in a name that is not all in capitals. */
const apart = (name: string): string =>
  /\p{Ll}/u.test(name)
    ? name.replace(/(?<!\p{L})\p{Lu}{2,3}(?!\p{L})/gu, (word) =>
        particles.has(word.toLowerCase()) ? word : Array.from(word).join(' '),
      )
    : name;

/** "LAVROV Sergey": the family name in capitals before the others says the same as a comma. */
export const familyFirst = (name: string): string =>
  name.replace(/^((?:\p{Lu}[\p{Lu}'’-]+\s+)+)(?=\p{Lu}\p{Ll})/u, (family) => `${family.trim()}, `);

/** The first word that tells after "son of". */
function isFather(words: readonly string[], at: number): boolean {
  const before = words.slice(0, at);
  const last = before.findLastIndex((word) => !particles.has(word));
  return before.slice(last + 1).some((word) => patronymic.has(word)) && at > 0;
}

/**
 * "Family, Given" says which is which. Otherwise the last part is taken for the family name, and with it, in names of
 * four parts and more, the one before: Spanish names end in the father's and the mother's family name.
 */
export const personParts = remembered((name: string): readonly Part[] => {
  const [beforeComma = '', ...rest] = apart(familyFirst(name)).split(',');
  const known = (text: string): readonly string[] => {
    const words = tokenise(text).map(noDigits);
    const left = words.filter((word) => !honorifics.has(word));
    return left.length > 0 ? left : words;
  };
  const after = known(rest.join(' '));
  const first = known(beforeComma);
  const words = after.length > 0 ? [...after, ...first] : first;
  const telling = words.filter((word) => !particles.has(word) && word.length > 1);
  const families = new Set(
    after.length > 0 ? first : telling.slice(telling.length >= 4 ? -2 : telling.length > 1 ? -1 : telling.length),
  );
  const parts: Part[] = [];
  for (const [at, word] of words.entries()) {
    // "Shoigu Shoigu Sergey": a part said twice is said once.
    if (words.indexOf(word) < at && !particles.has(word)) continue;
    if (particles.has(word)) parts.push(part(patronymic.has(word) ? 'bin' : word, 'particle'));
    else if (word.length === 1) parts.push(part(word, 'initial'));
    else if (families.has(word)) parts.push(part(word, 'family'));
    else parts.push(part(word, isFather(words, at) ? 'father' : 'given'));
  }
  return parts;
});

const written = (name: string): string =>
  writtenForms.reduce((text, [pattern, form]) => text.replace(pattern, form), fold(name));

export const organisationParts = remembered((name: string): readonly Part[] => {
  const words = tokenise(written(name.replace(/(?<=\p{L})(?=\b(AG|LLC|GmbH|Ltd)\b)/gu, ' ')))
    .flatMap((word) => (word.length > 7 && /^(\p{L}{3,})(ag|llc|gmbh)$/u.exec(word)?.slice(1)) || word)
    .filter((word) => !joiners.has(word));
  const parts: Part[] = [];
  for (const [at, word] of words.entries()) {
    const number = numberOf(word);
    const before = parts.at(-1);
    // "Forty four", "forty 4": tens and a unit are one number.
    if (number !== undefined && number < 10 && before?.role === 'number' && /^[2-9]0$/u.test(before.word))
      parts[parts.length - 1] = part(String(Number(before.word) + number), 'number');
    else if (number !== undefined && (at > 0 || words.length > 1)) parts.push(part(String(number), 'number'));
    else if (/\p{N}/u.test(word)) parts.push(part(word, 'number'));
    else if (at > 0 && formOf(word)) parts.push(part(formOf(word) ?? word, 'form'));
    else if (at === 0 && words.length > 1 && /^(oao|ooo|ojsc|jsc|pao|zao|ao|tov|srl)$/u.test(word))
      parts.push(part(formOf(word) ?? word, 'form'));
    else if (places.has(word)) parts.push(part(word, 'place'));
    else if (commonWords.has(word) && words.length > 1) parts.push(part(word, 'common'));
    else parts.push(word.length === 1 ? { ...part(word, 'word'), weight: 0.5 } : part(word, 'word'));
  }
  return parts;
});

const organisationWords = /\b(bank|banco|trust|fund|foundation|group|will|institute|university|ministry|party|club)\b/u;

/** A legal entity may be either: a legal form or an organisation's word says which. */
export const looksLikeOrganisation = (name: string): boolean =>
  organisationWords.test(written(name)) || tokenise(written(name)).some((word, at) => at > 0 && formOf(word));
