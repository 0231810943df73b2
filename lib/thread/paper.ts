import type { Face } from '../publishing/faces.ts';
import { runsOf } from '../publishing/faces.ts';

type Document = PDFKit.PDFDocument;

export interface Run {
  readonly text: string;
  readonly strong?: boolean;
  /** A citation: small, its top where the line's is. */
  readonly raised?: boolean;
}

interface Look {
  readonly size: number;
  readonly colour?: string;
  readonly indent?: number;
  readonly after?: number;
}

const INK = '#1d1b19';
const INK_2 = '#5f5a53';
const THREAD = '#bf1230';
const FOOT = { size: 8, gap: 3 };
/** Notes take at most this part of a page; the others are found in the list of evidence. */
const MOST_NOTES = 0.45;

/** Pages of running text in several faces, with notes that stay on the page where they are cited. */
export class Paper {
  lostLetters = false;
  private readonly left: number;
  private readonly width: number;
  private readonly margin: number;
  /** Page index -> its notes. */
  private readonly notes = new Map<number, string[]>();

  constructor(
    private readonly document: Document,
    private readonly plain: readonly Face[],
    private readonly bold: readonly Face[],
  ) {
    const { margins, width } = document.page;
    this.left = margins.left;
    this.margin = margins.bottom;
    this.width = width - margins.left - margins.right;
    for (const face of [...plain, ...bold]) document.registerFont(face.name, face.bytes);
  }

  title(text: string): void {
    this.write([{ text, strong: true }], { size: 17, after: 8 });
  }
  heading(text: string): void {
    this.room(60);
    this.document.y += 10;
    this.write([{ text, strong: true }], { size: 11.5, colour: THREAD, after: 4 });
  }
  strong(text: string): void {
    this.room(40);
    this.write([{ text, strong: true }], { size: 10.5, after: 3 });
  }
  text(text: string): void {
    this.write([{ text }], { size: 10.5, after: 4 });
  }
  small(text: string): void {
    this.write([{ text }], { size: 8.5, colour: INK_2, after: 3 });
  }
  code(text: string): void {
    this.write([{ text }], { size: 8, colour: INK_2, after: 8 });
  }
  alarm(text: string): void {
    this.write([{ text, strong: true }], { size: 10, colour: THREAD, after: 4 });
  }
  quote(runs: readonly Run[]): void {
    this.room(40);
    this.write(runs, { size: 11, indent: 14, after: 3 });
  }

  /** A paragraph whose notes stand at the foot of the page on which it begins. */
  withNotes(runs: readonly Run[], notes: readonly string[]): void {
    const height = notes.reduce((sum, text) => sum + this.noteHeight(text), 0);
    const fits = () => this.document.y + 40 + height < this.document.page.height - this.document.page.margins.bottom;
    if (!fits() && notes.length > 0) this.document.addPage();
    const page = this.pageIndex();
    for (const text of notes) {
      const taken = this.document.page.margins.bottom - this.margin;
      const needed = this.noteHeight(text);
      if (taken + needed > this.document.page.height * MOST_NOTES) break;
      this.notes.set(page, [...(this.notes.get(page) ?? []), text]);
      this.document.page.margins.bottom += needed;
    }
    this.write(runs, { size: 10.5, after: 6 });
  }

  /** Writes the notes of every page, and at its very foot what `label` says. */
  finish(label: (page: number, pages: number) => string): void {
    const { start, count } = this.document.bufferedPageRange();
    for (let index = start; index < start + count; index += 1) {
      this.document.switchToPage(index);
      const { page } = this.document;
      const notes = this.notes.get(index) ?? [];
      const height = notes.reduce((sum, text) => sum + this.noteHeight(text), 0);
      // What is written below the body must not begin another page.
      page.margins.bottom = 0;
      let y = page.height - this.margin - height;
      if (notes.length > 0) {
        this.document
          .moveTo(this.left, y - 2)
          .lineTo(this.left + 120, y - 2)
          .lineWidth(0.5)
          .strokeColor(INK_2)
          .stroke();
        for (const text of notes) {
          this.document.y = y;
          this.write([{ text }], { size: FOOT.size });
          y += this.noteHeight(text);
        }
      }
      this.document.y = page.height - this.margin + 18;
      this.write([{ text: label(index - start + 1, count) }], { size: 7.5, colour: INK_2 });
    }
  }

  private pageIndex(): number {
    const { start, count } = this.document.bufferedPageRange();
    return start + count - 1;
  }

  private noteHeight(text: string): number {
    this.document.font(this.plain[0]?.name ?? '').fontSize(FOOT.size);
    return this.document.heightOfString(text, { width: this.width, lineGap: 1 }) + FOOT.gap;
  }

  /** Begins a new page where less than this is left: a heading does not stand alone at a foot. */
  private room(height: number): void {
    const { page, y } = this.document;
    if (y + height > page.height - page.margins.bottom) this.document.addPage();
  }

  private write(runs: readonly Run[], { size, colour = INK, indent = 0, after = 0 }: Look): void {
    const pieces = runs.flatMap((run) =>
      runsOf(run.text.replace(/\s+/gu, ' ').normalize('NFC'), run.strong ? this.bold : this.plain).map((part) => ({
        ...part,
        run,
      })),
    );
    if (pieces.some(({ text }) => text.includes('\u{fffd}'))) this.lostLetters = true;
    this.document.x = this.left + indent;
    const options = { width: this.width - indent, lineGap: 1 };
    pieces.forEach(({ text, face, run }, index) => {
      this.document
        .font(face.name)
        .fontSize(run.raised ? size * 0.72 : size)
        .fillColor(run.raised ? THREAD : colour)
        .text(text, { ...options, continued: index < pieces.length - 1 });
    });
    this.document.y += after;
  }
}
