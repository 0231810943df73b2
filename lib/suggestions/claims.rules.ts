import type { Suggester, Why } from './suggester.rules.ts';
import { plain } from '../search/fold.rules.ts';

/**
 * Sentences that look as if they could be checked. A plain rule set, explained with each suggestion: what it counts, and
 * from how much on a sentence is offered. Questions, commands and plain opinion are left alone.
 */
const signs: readonly { readonly why: Why; readonly weight: number; readonly pattern: RegExp }[] = [
  {
    why: 'money',
    weight: 2,
    pattern: /(?:[$€£]\s?\d|\b(?:usd|eur|dollars?|dolares|euros?|pesos|millones de|million|billion)\b)/u,
  },
  {
    why: 'number',
    weight: 1,
    pattern:
      /(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|dozens|hundred|hundreds|thousand|thousands|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|docena|docenas|cien|ciento|cientos|mil|miles|percent|per cent|por ciento|half|mitad|twice|double|doble)\b|%)/u,
  },
  {
    why: 'date',
    weight: 1,
    pattern:
      /\b(?:(?:19|20)\d\d|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|lunes|martes|miercoles|jueves|viernes|sabado|domingo|yesterday|ayer|last (?:week|month|year|summer|night)|(?:semana|mes|ano) pasad[oa])\b/u,
  },
  {
    why: 'attribution',
    weight: 1,
    pattern:
      /\b(?:said|says|told|according to|claims?|claimed|alleged(?:ly)?|announced|confirmed|denied|denies|reported|accused|testified|dijo|dice|segun|afirmo|afirma|aseguro|asegura|anuncio|confirmo|nego|denuncio|acuso|informo|declaro)\b/u,
  },
  {
    why: 'comparison',
    weight: 1,
    pattern:
      /\b(?:more than|less than|fewer than|at least|at most|the (?:first|last|only|largest|biggest|highest|lowest|most)|record|increased?|decreased?|rose|fell|mas de|menos de|al menos|el primer|la primera|el mayor|la mayor|aumento|disminuyo|crecio|cayo)\b/u,
  },
];
const opinion =
  /^(?:i (?:think|believe|feel|hope|guess)|in my (?:view|opinion)|perhaps|maybe|creo que|pienso que|opino|ojala|quizas?|tal vez)\b/u;
const skipped = new Set(['headline', 'dateline', 'byline', 'caption', 'boilerplate', 'table']);
const ENOUGH = 2;
const FEWEST_WORDS = 6;
const MOST = 600;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

export const claimLike = (({ text, parts }) =>
  parts
    .filter((part) => !skipped.has(part.role))
    .flatMap((part) => sentencesOf(text, part.start, part.end))
    .flatMap(({ start, end }) => {
      const words = text.slice(start, end);
      const why = whyCheckable(words);
      if (!why) return [];
      const folded = plain(words)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      return [
        {
          key: `claim:${folded.slice(0, 200)}`,
          kind: 'claim' as const,
          start,
          end,
          entityId: null,
          name: words.replace(/\s+/gu, ' '),
          schema: '',
          why,
        },
      ];
    })) satisfies Suggester;

/** What makes a sentence look checkable; null where it does not. */
export function whyCheckable(words: string): readonly Why[] | null {
  const folded = plain(words).replace(/^[^\p{L}\p{N}$€£]+/u, '');
  if (words.length > MOST || (words.match(/[\p{L}\p{N}]+/gu) ?? []).length < FEWEST_WORDS) return null;
  if (/\?["'”’»)]*\s*$/u.test(words) || opinion.test(folded)) return null;
  const found = signs.filter(({ pattern }) => pattern.test(folded));
  const quoted = /[“"«][^“”"«»]{12,}[”"»]/u.test(words);
  // A capital behind the first word: it is about somebody or something.
  const named = /[\p{Ll},;] \p{Lu}\p{Ll}+/u.test(words);
  const weight =
    found.reduce((sum, sign) => sum + sign.weight, 0) + (quoted ? 1 : 0) + (named && found.length > 0 ? 1 : 0);
  if (weight < ENOUGH || found.length === 0) return null;
  return [
    ...found.map((sign) => sign.why),
    ...(quoted ? ['quotation' as const] : []),
    ...(named ? ['named' as const] : []),
  ];
}

/** Unicode's sentences (UAX 29), joined again where one ended in an abbreviation or inside a quotation. */
function sentencesOf(text: string, from: number, to: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const { segment, index } of sentences.segment(text.slice(from, to).replace(/\n/gu, ' '))) {
    const lead = segment.length - segment.trimStart().length;
    const start = from + index + lead;
    const end = start + segment.trim().length;
    const before = found.at(-1);
    if (
      before &&
      (/(?:^|\s)(?:\p{Lu}|Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Gen|Col|No|Art|St)\.$/u.test(text.slice(before.start, before.end)) ||
        /^\p{Ll}/u.test(segment.trim()))
    )
      before.end = end;
    else if (end > start) found.push({ start, end });
  }
  return found;
}
