import type { BlockRole } from '../blocks.rules.ts';

/** A run of letters as a PDF places it: points from the lower left corner. */
export interface Glyphs {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface Line {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly page: number;
}

export interface PdfPart {
  readonly text: string;
  readonly page: number;
  readonly size: number;
  /** A line that stands at the same edge of many pages. */
  readonly furniture: boolean;
}

/** Runs that stand on one line, in the order in which the page draws them, with the gaps between words as spaces. */
export function linesOfPage(glyphs: readonly Glyphs[], page: number): readonly Line[] {
  const lines: Line[] = [];
  let open: { text: string; x: number; right: number; y: number; size: number } | null = null;
  const close = () => {
    if (open && open.text.trim() !== '') lines.push({ ...open, text: open.text.replace(/\s+/gu, ' ').trim(), page });
    open = null;
  };
  for (const run of glyphs) {
    const same: boolean =
      open !== null && Math.abs(run.y - open.y) <= Math.max(open.size, run.size) * 0.4 && run.x >= open.x - 1;
    // Far to the right on the same height: another column.
    if (!open || !same || run.x - open.right > open.size * 4) {
      close();
      open = { text: run.text, x: run.x, right: run.x + run.width, y: run.y, size: run.size };
      continue;
    }
    const gap: boolean = run.x - open.right > open.size * 0.15 && !/\s$/u.test(open.text) && !/^\s/u.test(run.text);
    open = {
      ...open,
      text: open.text + (gap ? ' ' : '') + run.text,
      right: Math.max(open.right, run.x + run.width),
      size: Math.max(open.size, run.size),
    };
  }
  close();
  return lines;
}

const folded = (text: string): string => text.replace(/\d+/gu, '#').toLowerCase();

/** Lines that stand first or last on three pages or more, numbers aside: running heads and page numbers. */
export function runningLines(pages: readonly (readonly Line[])[]): ReadonlySet<Line> {
  const counts = new Map<string, number>();
  const edges = pages.flatMap((lines) => [...new Set([...lines.slice(0, 2), ...lines.slice(-2)])]);
  for (const line of edges) counts.set(folded(line.text), (counts.get(folded(line.text)) ?? 0) + 1);
  return new Set(
    edges.filter(
      (line) => line.text.length < 120 && (counts.get(folded(line.text)) ?? 0) >= Math.max(3, pages.length * 0.2),
    ),
  );
}

/** Lines put together to paragraphs: by the space above, by size, by indentation, by where the line before ended. */
export function partsOfPage(
  lines: readonly Line[],
  running: ReadonlySet<Line>,
  known: ReadonlySet<string>,
): readonly PdfPart[] {
  const spacing = usual(
    lines
      .slice(1)
      .map((line, index) => (lines[index]?.y ?? 0) - line.y)
      .filter((gap) => gap > 0),
  );
  const right = Math.max(...lines.map((line) => line.right), 0);
  const parts: PdfPart[] = [];
  let group: Line[] = [];
  const close = () => {
    const [first] = group;
    if (first)
      parts.push({ text: joined(group, known), page: first.page, size: first.size, furniture: running.has(first) });
    group = [];
  };
  for (const line of lines) {
    const before = group.at(-1);
    const gap = before ? before.y - line.y : 0;
    const apart =
      !before ||
      running.has(line) !== running.has(before) ||
      Math.abs(line.size - before.size) > before.size * 0.15 ||
      gap > spacing * 1.35 ||
      gap < 0 ||
      /^(?:[•▪–*-]|\d{1,3}[.)])\s/u.test(line.text) ||
      (line.x - (group[0] === before ? before.x : Math.min(...group.map((one) => one.x))) > line.size * 0.8 &&
        group.length > 1) ||
      (/[.!?:”"»]$/u.test(before.text) && before.right < right - before.size * 6);
    if (apart) close();
    group.push(line);
  }
  close();
  return parts;
}

function usual(gaps: readonly number[]): number {
  const sorted = [...gaps].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Of the text before a line's end only so much is looked at, however long the paragraph has become. */
const LONGEST_WORD = 100;

/** A word cut at a line's end is made whole where the document shows how it is written, or where both halves are lower case. */
function joined(lines: readonly Line[], known: ReadonlySet<string>): string {
  let text = '';
  for (const { text: line } of lines) {
    const cut = /(?<!\p{L})(\p{L}+)[-\u00ad\u2010]$/u.exec(text.slice(-LONGEST_WORD));
    const next = /^[\p{L}]+/u.exec(line)?.[0];
    if (text === '') text = line;
    else if (cut?.[1] && next) {
      const half = cut[1];
      const keepsHyphen = known.has(`${half}-${next}`.toLowerCase()) && !known.has((half + next).toLowerCase());
      const whole = !keepsHyphen && (known.has((half + next).toLowerCase()) || /^\p{Ll}/u.test(next));
      text = (whole ? text.slice(0, -1) : text) + line;
    } else text = `${text} ${line}`;
  }
  return text;
}

/** Roles by size: the largest line of the first page is the headline, larger than the body a heading. */
export function roleOfPart(
  part: PdfPart,
  body: number,
  headline: PdfPart | null,
): { role: BlockRole; confidence: number } | null {
  if (part.furniture) return { role: 'boilerplate', confidence: 0.9 };
  if (part === headline) return { role: 'headline', confidence: 0.85 };
  if (part.size > body * 1.15 && part.text.length < 200) return { role: 'subhead', confidence: 0.75 };
  return null;
}
