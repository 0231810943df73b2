import type { Paragraph } from './paragraphs.rules.ts';
import { COMMENT, ENDS_SENTENCE, isProse, paragraphsOf, words } from './paragraphs.rules.ts';

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

export interface ParsedBlock {
  readonly role: BlockRole;
  /** A reader comment's own number, as it was written. */
  readonly number: string | null;
  /** With LF between the lines that were pasted as lines. */
  readonly text: string;
  /** How sure the guess of the role is, 0 to 1; absent once a person has chosen. */
  readonly confidence?: number;
  /** BCP 47 of this block where it could be told. */
  readonly language?: string;
  /** Of a PDF, from 1. */
  readonly page?: number;
  /** Who wrote a reader comment, as the page named them (SRC-10). */
  readonly author?: string;
  /** How deep a reader comment stands under others, from 0. */
  readonly depth?: number;
}

const LIST_ITEM = /^[^\S\n]*(?:[-*•–▪]|\d{1,3}[.)])[^\S\n]+\S/u;
const BYLINE = /^(?:by|por|von|par|di)\s+\p{Lu}[\p{L}.'’-]+(?:\s|,|$)/iu;
const BOILERPLATE =
  /^(?:subscribe|sign up|share this|share on|follow us|read more|advertisement|all rights reserved|copyright|©|comments?\s*(?:\(\d+\))?$|suscr[ií]bete|comparte|s[ií]guenos|leer m[aá]s|publicidad|todos los derechos|comentarios?\s*(?:\(\d+\))?$)/iu;
/** Words of buttons and menus that come along when a page is copied, from a telephone above all. */
const BUTTON =
  /^(?:share|save|print|menu|search|sections|home|log ?in|sign ?in|back to top|skip to (?:main )?content|listen(?: to this article)?|tap to .{1,30}|\d+ min(?:ute)?s?(?: read)?|\d+ (?:comments?|shares?|comentarios?)|(?:leave|add) a comment|compartir|guardar|imprimir|men[uú]|buscar|secciones|inicio|iniciar sesi[oó]n|\d+ min(?:utos)? de lectura|ad|anuncio)$/iu;
/** What a mail program puts above the words that it quotes or forwards. */
const MAIL_HEAD =
  /^(?:--.*--|(?:on|el|am|le)\s.{4,160}\s(?:wrote|escribi[oó]|schrieb|a écrit)\s*:|(?:from|sent|to|cc|subject|date|de|enviado|para|asunto|fecha)\s*:\s.*)$/iu;

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

const flat = (text: string): string => text.replaceAll('\n', ' ');
const isUnfinished = (text: string): boolean => isOneLine(text) && !ENDS_SENTENCE.test(text);

/** One line, or one that was cut to the width of a narrow screen: all but its last piece are about as long. */
function isOneLine(text: string): boolean {
  const lines = text.split('\n');
  if (lines.length === 1) return true;
  const longest = Math.max(...lines.map((line) => line.length));
  return longest <= 80 && lines.slice(0, -1).every((line) => line.length >= longest * 0.6);
}

/**
 * Cuts pasted text into blocks and guesses their roles (SRC-1). Blocks are divided by blank lines; a line end inside a
 * block stays where it was. No character other than space at the ends of lines is ever lost, invented or moved; the
 * guesses are for a person to correct.
 */
export function parseBlocks(pasted: string): readonly ParsedBlock[] {
  const paragraphs = paragraphsOf(pasted);
  const firstComment = commentsBegin(paragraphs);
  const bodyAt = paragraphs.findIndex(({ text }, index) => index < firstComment && isProse(text) && !isFurniture(text));
  const headlineAt = headlineIndex(paragraphs, bodyAt === -1 ? Math.min(firstComment, paragraphs.length) : bodyAt);
  return paragraphs.map(({ text, raw }, index) => {
    if (index >= firstComment) {
      const number = commentNumber(raw);
      if (number === null && isFurniture(text)) return { role: 'boilerplate', number, text, confidence: 0.8 };
      const isComment = number !== null || index > firstComment;
      return { role: isComment ? 'comment' : 'body', number, text, confidence: number === null ? 0.6 : 0.9 };
    }
    const [role, confidence] = guess(text, raw, index, headlineAt, bodyAt, paragraphs.length);
    return { role, number: null, text, confidence };
  });
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

/** The first line before the body that is neither date, byline nor boilerplate. */
function headlineIndex(paragraphs: readonly Paragraph[], before: number): number {
  return paragraphs.findIndex(
    ({ text }, index) =>
      index < before && !isDateLine(flat(text)) && !BYLINE.test(text) && !isFurniture(text) && words(text) <= 40,
  );
}

/** What belongs to the page or the mail around an article, not to the article. */
export const isFurniture = (text: string): boolean =>
  (BOILERPLATE.test(text) && words(text) <= 12) ||
  BUTTON.test(text) ||
  (words(text) <= 60 && (MAIL_HEAD.test(flat(text)) || text.split('\n').every((line) => MAIL_HEAD.test(line))));

type Guess = readonly [role: BlockRole, confidence: number];

function guess(text: string, raw: string, index: number, headlineAt: number, bodyAt: number, total: number): Guess {
  const early = index < Math.max(bodyAt, 4);
  if (index === headlineAt) return ['headline', index < 3 ? 0.9 : 0.7];
  if (early && isDateLine(flat(text))) return ['dateline', 0.95];
  if (early && BYLINE.test(text) && words(text) <= 12) return ['byline', 0.9];
  if (isFurniture(text)) return ['boilerplate', 0.8];
  if (text.includes('\t') && text.split('\n').every((line) => line.includes('\t'))) return ['table', 0.8];
  if (text.split('\n').every((line) => LIST_ITEM.test(line)) && LIST_ITEM.test(raw)) return ['list', 0.8];
  // Between two paragraphs a line without an end: a name or a description under a picture, or a heading.
  if (index !== total - 1 && words(text) <= 16 && isUnfinished(text))
    return [looksLikeSubhead(flat(text), index, bodyAt) ? 'subhead' : 'caption', 0.6];
  return ['body', isProse(text) ? 0.95 : 0.5];
}

/** A heading asks or announces in a few words and begins no description; a caption names who is to be seen. */
function looksLikeSubhead(text: string, index: number, bodyAt: number): boolean {
  if (bodyAt === -1 || index < bodyAt) return false;
  const parts = text.split(/\s+/u);
  const names = parts.slice(1).filter((part) => /^\p{Lu}/u.test(part)).length;
  return parts.length <= 5 && names === 0;
}
