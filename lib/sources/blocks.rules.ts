export const blockRoles = [
  'dateline',
  'headline',
  'byline',
  'caption',
  'lede',
  'body',
  'subhead',
  'quote',
  'list',
  'table',
  'comment',
  'boilerplate',
] as const;
export type BlockRole = (typeof blockRoles)[number];

export const roleWords: Record<BlockRole, string> = {
  dateline: 'date line',
  headline: 'headline',
  byline: 'byline',
  caption: 'caption',
  lede: 'lede',
  body: 'body',
  subhead: 'subhead',
  quote: 'quote',
  list: 'list',
  table: 'table',
  comment: 'comment',
  boilerplate: 'boilerplate',
};

export interface ParsedBlock {
  readonly role: BlockRole;
  /** A reader comment's own number, as it was written. */
  readonly number: string | null;
  /** With LF between the lines that were pasted as lines. */
  readonly text: string;
}

const COMMENT = /^[^\S\n]*#?(\d{1,4})[.):][^\S\n]+(?=\S)/u;
const LIST_ITEM = /^[^\S\n]*(?:[-*•–▪]|\d{1,3}[.)])[^\S\n]+\S/u;
const ENDS_SENTENCE = /[.!?…:;][”"’'»)\]]*$/u;
const BYLINE = /^(?:by|por|von|par|di)\s+\p{Lu}[\p{L}.'’-]+(?:\s|,|$)/iu;
const BOILERPLATE =
  /^(?:subscribe|sign up|share this|share on|follow us|read more|advertisement|all rights reserved|copyright|©|comments?\s*(?:\(\d+\))?$|suscr[ií]bete|comparte|s[ií]guenos|leer m[aá]s|publicidad|todos los derechos|comentarios?\s*(?:\(\d+\))?$)/iu;

const MONTHS =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|' +
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre';
const WITH_MONTH = new RegExp(String.raw`\b(?:${MONTHS})\b`, 'iu');
const YEAR = /\b(?:19|20)\d{2}\b/u;
const NUMERIC_DATE = /^\D{0,24}\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\D{0,24}$/u;

/** A short line that is little more than a date: "Sunday, 3 March 2024", "3 de marzo de 2024 · 10:15". */
function isDateLine(text: string): boolean {
  if (text.length > 60 || text.includes('\n')) return false;
  return NUMERIC_DATE.test(text) || (WITH_MONTH.test(text) && YEAR.test(text) && text.split(/\s+/u).length <= 8);
}

/** The number that a reader comment begins with, as it was written. */
export const commentNumber = (text: string): string | null => COMMENT.exec(text)?.[1] ?? null;

/** A name for a source: its headline, else how it begins. Cut between characters, never inside one. */
export function titleFrom(blocks: readonly Pick<ParsedBlock, 'role' | 'text'>[], max: number): string {
  const named = blocks.find((block) => block.role === 'headline') ?? blocks[0];
  const line = (named?.text ?? '').slice(0, max * 2).replace(/\s+/gu, ' ');
  const cut = line.slice(0, max);
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trim();
}

const words = (text: string): number => text.split(/\s+/u).filter(Boolean).length;
const isUnfinished = (text: string): boolean => !text.includes('\n') && !ENDS_SENTENCE.test(text);

/**
 * Cuts pasted text into blocks and guesses their roles (SRC-1). Blocks are divided by blank lines; a line end inside a
 * block stays where it was. No character other than space at the ends of lines is ever lost, invented or moved; the
 * guesses are for a person to correct.
 */
export function parseBlocks(pasted: string): readonly ParsedBlock[] {
  const paragraphs = paragraphsOf(pasted);
  const firstComment = commentsBegin(paragraphs);
  const bodyAt = paragraphs.findIndex((paragraph, index) => index < firstComment && isProse(paragraph.text));
  const headlineAt = headlineIndex(paragraphs, bodyAt === -1 ? Math.min(firstComment, paragraphs.length) : bodyAt);
  return paragraphs.map(({ text, raw }, index) => {
    if (index >= firstComment) {
      const number = commentNumber(raw);
      return { role: number || index > firstComment ? 'comment' : 'body', number, text };
    }
    return { role: guess(text, raw, index, headlineAt, bodyAt, paragraphs.length), number: null, text };
  });
}

interface Paragraph {
  readonly text: string;
  /** Before its indentation was taken off: comments and lists are known by it. */
  readonly raw: string;
}

function paragraphsOf(pasted: string): readonly Paragraph[] {
  const lines = pasted.replace(/^\uFEFF/u, '').split(/\r\n|[\n\r\u2028\u2029\u0085]/u);
  const groups: string[][] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    const startsComment = open !== null && COMMENT.test(line) && /^[^\S\n]/u.test(line);
    if (line.trim() === '') open = null;
    else if (open === null || startsComment) groups.push((open = [line]));
    else open.push(line);
  }
  return groups.map((group) => ({
    raw: group[0] ?? '',
    text: group.map((line) => line.trim()).join('\n'),
  }));
}

/**
 * Where numbered reader comments begin: a run at the end in which nearly every paragraph begins with a number of its
 * own and the numbers go up (gaps are fine: moderators delete).
 */
function commentsBegin(paragraphs: readonly Paragraph[]): number {
  let begin = paragraphs.length;
  let above = Number.POSITIVE_INFINITY;
  let unnumbered = 0;
  let found = 0;
  for (let index = paragraphs.length - 1; index > 0; index -= 1) {
    const paragraph = paragraphs[index];
    const number = paragraph ? commentNumber(paragraph.raw) : null;
    if (number === null) {
      // A comment of several paragraphs: its later ones carry no number. More than two in a row is the article again.
      unnumbered += 1;
      if (unnumbered > 2) break;
      continue;
    }
    if (Number(number) > above) break;
    above = Number(number);
    unnumbered = 0;
    begin = index;
    found += 1;
    if (above === 1) break;
  }
  return found >= 2 || (found === 1 && /^[^\S\n]/u.test(paragraphs[begin]?.raw ?? '')) ? begin : paragraphs.length;
}

const isProse = (text: string): boolean => words(text) >= 12 && ENDS_SENTENCE.test(text.split('\n').at(-1) ?? '');

/** The first line before the body that is neither date, byline nor boilerplate. */
function headlineIndex(paragraphs: readonly Paragraph[], before: number): number {
  return paragraphs.findIndex(
    ({ text }, index) =>
      index < before && !isDateLine(text) && !BYLINE.test(text) && !BOILERPLATE.test(text) && words(text) <= 40,
  );
}

function guess(text: string, raw: string, index: number, headlineAt: number, bodyAt: number, total: number): BlockRole {
  if (index === headlineAt) return 'headline';
  if (isDateLine(text) && index < Math.max(bodyAt, 4)) return 'dateline';
  if (BYLINE.test(text) && words(text) <= 12 && index < Math.max(bodyAt, 4)) return 'byline';
  if (BOILERPLATE.test(text) && words(text) <= 12) return 'boilerplate';
  if (text.includes('\t') && text.split('\n').every((line) => line.includes('\t'))) return 'table';
  if (text.split('\n').every((line) => LIST_ITEM.test(line)) && LIST_ITEM.test(raw)) return 'list';
  if (isUnfinished(text) && index !== total - 1) {
    // Between two paragraphs a line without an end: a name or a description under a picture, or a heading.
    if (words(text) <= 16) return looksLikeSubhead(text, index, bodyAt) ? 'subhead' : 'caption';
  }
  return 'body';
}

/** A heading asks or announces in a few words and begins no description; a caption names who is to be seen. */
function looksLikeSubhead(text: string, index: number, bodyAt: number): boolean {
  if (bodyAt === -1 || index < bodyAt) return false;
  const parts = text.split(/\s+/u);
  const names = parts.slice(1).filter((part) => /^\p{Lu}/u.test(part)).length;
  return parts.length <= 5 && names === 0;
}
