import { plain } from '../search/fold.rules.ts';

export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case, without accents. */
  readonly folded: string;
  readonly capital: boolean;
  /** The first of its sentence, where a capital says nothing. */
  readonly first: boolean;
  /** What stands between the word before and this one is only a space, or an apostrophe or hyphen that joins. */
  readonly joined: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const SENTENCE_END = /[.!?…]["'”’»)]*\s+["'“‘«(¿¡]*$|[\n:][^\S\n]*["'“‘«(¿¡-]*$/u;
const ABBREVIATION = /(?:^|[^\p{L}])(?:\p{Lu}|mr|mrs|ms|dr|dra|sr|sra|st|gen|col|lic|ing|abg|prof|no|art|vs)\.\s+$/iu;

/** The words of one part of a text, in order; offsets are the whole text's. */
export function wordsOf(text: string, from: number, to: number): readonly Word[] {
  const words: Word[] = [];
  const part = text.slice(from, to);
  let last = 0;
  for (const match of part.matchAll(WORD)) {
    const start = match.index;
    const owner = /['’]s$/u.exec(match[0]);
    const word = owner ? match[0].slice(0, -2) : match[0];
    const gap = part.slice(last, start);
    const before = part.slice(Math.max(0, start - 24), start);
    words.push({
      start: from + start,
      end: from + start + word.length,
      text: word,
      folded: plain(word),
      capital: /^\p{Lu}/u.test(word),
      first: last === 0 || (SENTENCE_END.test(gap) && !ABBREVIATION.test(before)),
      joined: /^[ \u00a0]$/u.test(gap) || (/^\.? $/u.test(gap) && ABBREVIATION.test(before)),
    });
    last = start + match[0].length;
  }
  return words;
}

const kept = new WeakMap<object, { readonly text: string; readonly words: readonly Word[] }>();

/** The words of a part, worked out once however many suggesters ask for them. */
export function wordsIn(text: string, part: { readonly start: number; readonly end: number }): readonly Word[] {
  const before = kept.get(part);
  if (before?.text === text) return before.words;
  const words = wordsOf(text, part.start, part.end);
  kept.set(part, { text, words });
  return words;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that may stand inside a name in lower case, in Spanish, English and their neighbours. */
export const particles = set(
  'de del la las los da das do dos di du el y e of the van von der den bin ibn al and for para',
);
/** Written before a name, no part of it. */
export const honorifics = set(
  'mr mrs ms miss dr dra prof sir lord lady don dona sr sra srta ing lic abg president presidente presidenta senator senador senadora judge juez jueza mayor alcalde alcaldesa minister ministro ministra general coronel colonel captain capitan governor gobernador gobernadora king queen rey reina pope papa secretary secretario secretaria chief jefe councillor councilor concejal prefect prefecto deputy diputado diputada attorney fiscal spokesman spokeswoman spokesperson vocero vocera',
);
/** Begin with a capital without being anybody's name. */
export const noNames = set(
  'i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre the a an this that these those he she it we they you his her its our their your my in on at to of from by with as for and or but if when while after before since until because although though however also there here what who how why where which not no yes so then than now today yesterday tomorrow el la los las un una unos unas este esta estos estas ese esa eso esto el ella ellos ellas nosotros yo tu usted su sus mi mis en de del al por para con sin sobre entre desde hasta segun como cuando donde quien que cual y o pero si no ya tambien ademas sin embargo porque aunque mientras despues antes hoy ayer manana mr mrs ms photo foto image imagen source fuente video gmt utc am pm ok',
);
