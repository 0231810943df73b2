import type { Compared, Reason } from './compare.rules.ts';
import { explainNames, isOtherGender } from './compare.rules.ts';
import { fold, tokenise } from './letters.rules.ts';
import { TOLERANCE, wordLikeness } from './likeness.rules.ts';
import { personParts } from './parts.rules.ts';
import { honorifics, particles } from './words.rules.ts';

/**
 * How well what has been typed so far fits a name: every typed part is a part of the name, or its beginning. Never more
 * than "perhaps", as one part of a name belongs to many.
 */
function startOf(typed: string, name: string, schema: string): Compared {
  const wanted = tokenise(typed).filter((word, _, all) => all.length === 1 || !honorifics.has(word));
  const rest = [...tokenise(name)];
  const family =
    schema === 'Person'
      ? personParts(name)
          .filter(({ role }) => role === 'family')
          .map(({ word }) => word)
      : [];
  const reasons: Reason[] = [];
  let [matched, bonus] = [0, 0];
  for (const word of wanted) {
    const place = startsAt(rest, word);
    const part = rest[place];
    if (part === undefined || (!part.startsWith(word) && isOtherGender(word, part))) return { score: 0, reasons: [] };
    rest.splice(place, 1);
    if (particles.has(word)) continue;
    matched += word.length;
    reasons.push({ kind: 'part_only', a: word, b: part });
    if (family.includes(part)) bonus = 0.05;
  }
  if (matched === 0) return { score: 0, reasons: [] };
  return { score: 0.5 + bonus + 0.1 * Math.min(1, matched / fold(name).length), reasons };
}

/** An exact part before a beginning, a beginning before a slip. */
function startsAt(parts: readonly string[], word: string): number {
  const exact = parts.indexOf(word);
  if (exact >= 0) return exact;
  const begins = parts.findIndex((part) => part.startsWith(word));
  return begins >= 0 ? begins : parts.findIndex((part) => wordLikeness(word, part, TOLERANCE.person) > 0);
}

export interface KnownName {
  readonly name: string;
  readonly kind: string;
}

export interface Ranked extends Compared {
  readonly name: string;
  readonly kind: string;
}

/** The best of an entity's names for what was typed or marked. A nickname is only ever taken whole. */
export function rankNames(typed: string, names: readonly KnownName[], schema: string): Ranked {
  let best: Ranked = { score: 0, name: names[0]?.name ?? '', kind: names[0]?.kind ?? 'full', reasons: [] };
  for (const { name, kind } of names) {
    const whole = kind === 'nickname' || kind === 'weak';
    const fits = whole ? exactly(typed, name) : explainNames(typed, name, schema);
    const starts = startOf(typed, name, schema);
    const better = fits.score >= starts.score ? fits : starts;
    const score = whole ? better.score * 0.95 : better.score;
    if (score > best.score) best = { score, name, kind, reasons: better.reasons };
  }
  return best;
}

const exactly = (a: string, b: string): Compared =>
  fold(a) === fold(b) ? { score: 1, reasons: [{ kind: 'same', a, b }] } : { score: 0, reasons: [] };
