/** How pasted text falls into paragraphs, whatever the way did to its line ends (SRC-1). */
export interface Paragraph {
  readonly text: string;
  /** Before its indentation was taken off: comments and lists are known by it. */
  readonly raw: string;
}

export const COMMENT = /^[^\S\n]*#?(\d{1,4})[.):][^\S\n]+(?=\S)/u;
/** Also where the closing quotation mark was lost on the way and something else stands for it. */
export const ENDS_SENTENCE = /[.!?…:;][”"’'»)\]\uFFFD]*$/u;
export const words = (text: string): number => text.split(/\s+/u).filter(Boolean).length;
export const isProse = (text: string): boolean =>
  words(text) >= 12 && ENDS_SENTENCE.test(text.split('\n').at(-1) ?? '');

const LINE_END = /\r\n|[\n\r\u2028\u2029\u0085]/u;
const QUOTED = /^[^\S\n]*(?:>[^\S\n]?)+/u;

/**
 * The lines of a paste. Where nearly every line carries the mark with which e-mail quotes (">"), the marks are not the
 * author's and go, as indentation does; what was pasted is kept as it was beside it (SRC-2).
 */
export function linesOf(pasted: string): readonly string[] {
  const lines = pasted.replace(/^\uFEFF/u, '').split(LINE_END);
  const filled = lines.filter((line) => line.trim() !== '');
  const quoted = filled.filter((line) => QUOTED.test(line));
  if (quoted.length < 3 || quoted.length < filled.length * 0.8) return halved(lines);
  return halved(lines.map((line) => line.replace(QUOTED, '')));
}

/** Every line end doubled, as some editors and mail programs do: what were blank lines are now three of them. */
function halved(lines: readonly string[]): readonly string[] {
  const gaps: number[] = [];
  let gap = 0;
  let seen = false;
  for (const line of lines) {
    if (line.trim() === '') gap += 1;
    else {
      if (seen) gaps.push(gap);
      gap = 0;
      seen = true;
    }
  }
  const wide = gaps.filter((count) => count >= 3).length;
  // Blank lines between two lines of text: one for each line end, so always an odd number.
  const doubled = gaps.length >= 4 && gaps.every((count) => count % 2 === 1) && wide >= gaps.length / 2;
  if (!doubled) return lines;
  const kept: string[] = [];
  let blank = 0;
  for (const line of lines) {
    blank = line.trim() === '' ? blank + 1 : 0;
    if (blank === 0 || blank % 2 === 0) kept.push(line);
  }
  return kept;
}

export function paragraphsOf(pasted: string): readonly Paragraph[] {
  const lines = linesOf(pasted);
  const each = linesAreParagraphs(lines);
  const groups: string[][] = [];
  let open: string[] | null = null;
  for (const line of lines) {
    const before: string = open?.at(-1) ?? '';
    const startsComment = open !== null && COMMENT.test(line) && /^[^\S\n]/u.test(line);
    const continues = !each || endsOpen(before) || (isIndented(line) && COMMENT.test(open?.[0] ?? ''));
    if (line.trim() === '') open = null;
    else if (open === null || startsComment || !continues) groups.push((open = [line]));
    else open.push(line);
  }
  return groups.map((group) => ({
    raw: group[0] ?? '',
    text: group.map((line) => line.trim()).join('\n'),
  }));
}

const isIndented = (line: string): boolean => /^[^\S\n]/u.test(line);
/** A space before the line end: the line was broken, not ended. */
const endsOpen = (line: string): boolean => /\S[^\S\n]$/u.test(line);

/** No blank lines between paragraphs: each line is one, unless lines are cut to a width and none is long. */
function linesAreParagraphs(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line.trim() !== '');
  let gaps = 0;
  for (const [index, line] of lines.entries())
    if (line.trim() !== '' && index > 0 && lines[index - 1]?.trim() === '') gaps += 1;
  if (filled.length < 4 || gaps > filled.length * 0.25) return false;
  const prose = filled.filter((line) => isProse(line.trim()));
  return prose.length >= 2 && prose.some((line) => line.length > 120);
}
