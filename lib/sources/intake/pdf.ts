import type { ParsedBlock } from '../blocks.rules.ts';
import { parseBlocks } from '../blocks.rules.ts';
import type { ReadHtml } from './html.ts';
import { noMetadata } from './metadata.ts';
import type { Glyphs, Line, PdfPart } from './pdf-lines.rules.ts';
import { linesOfPage, partsOfPage, roleOfPart, runningLines } from './pdf-lines.rules.ts';
import { Unreadable } from './unreadable.ts';

export const MAX_PAGES = 3000;

const SCANNED =
  'This PDF holds pictures of pages, no text. Have its text recognised first (OCR: for instance `ocrmypdf in.pdf out.pdf`, or “Recognise text” in a PDF program), then bring in the result.';
const PASSWORD =
  'This PDF is protected with a password. Open it, print or export it to a PDF without one, and bring that in.';
const BROKEN = 'This PDF is damaged and cannot be opened. Open it in a PDF program, save it again, and bring that in.';

type Progress = (done: number, total: number) => void;

/** A PDF by its text layer; every block knows its page. */
export async function readPdf(bytes: Uint8Array, progress: Progress): Promise<ReadHtml & { readonly pages: number }> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    // A copy: pdf.js takes the buffer away from whoever lent it.
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    stopAtErrors: false,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MAX_PAGES)
      throw new Unreadable(
        `This PDF has ${pdf.numPages.toLocaleString('en')} pages. Split it and bring in at most ${MAX_PAGES.toLocaleString('en')} at a time.`,
      );
    const pages: (readonly Line[])[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(linesOfPage(items.flatMap(glyphsOf), number));
      page.cleanup();
      progress(number, pdf.numPages);
    }
    const letters = pages.flat().reduce((sum, line) => sum + line.text.length, 0);
    if (letters < Math.min(20, pdf.numPages * 5)) throw new Unreadable(SCANNED);
    const { info } = await pdf.getMetadata();
    return { blocks: blocksOf(pages), metadata: { ...noMetadata, ...infoOf(info) }, pages: pdf.numPages };
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(error instanceof Error && error.name === 'PasswordException' ? PASSWORD : BROKEN);
  } finally {
    await task.destroy();
  }
}

function glyphsOf(item: object): Glyphs[] {
  if (!('str' in item && 'transform' in item && 'width' in item)) return [];
  const { str, transform, width } = item;
  if (typeof str !== 'string' || str === '' || !Array.isArray(transform) || typeof width !== 'number') return [];
  const [a, b, c, d, x, y] = transform.map(Number);
  return [{ text: str, x: x ?? 0, y: y ?? 0, width, size: Math.hypot(c ?? 0, d ?? 0) || Math.hypot(a ?? 0, b ?? 0) }];
}

function blocksOf(pages: readonly (readonly Line[])[]): readonly ParsedBlock[] {
  const running = runningLines(pages);
  const known = new Set(
    pages.flat().flatMap((line) => line.text.toLowerCase().match(/[\p{L}]+(?:-[\p{L}]+)*/gu) ?? []),
  );
  const parts = pages.flatMap((lines) => partsOfPage(lines, running, known));
  const body = bodySize(parts);
  const early = parts.filter((part) => part.page === 1 && !part.furniture);
  const largest = early.reduce<PdfPart | null>((best, part) => (!best || part.size > best.size ? part : best), null);
  const headline = largest && largest.size > body * 1.15 && largest.text.length < 300 ? largest : null;
  // The guesses for pasted text, for what size does not tell: dates, bylines, comments at the end.
  const parsed = parseBlocks(parts.map((part) => part.text).join('\n\n'));
  return parts.map((part, index) => {
    const guess = parsed.length === parts.length ? parsed[index] : undefined;
    const role = roleOfPart(part, body, headline) ?? {
      role: guess && !(headline && guess.role === 'headline') ? guess.role : 'body',
      confidence: guess?.confidence ?? 0.5,
    };
    return {
      ...role,
      number: role.role === 'comment' ? (guess?.number ?? null) : null,
      text: part.text,
      page: part.page,
    };
  });
}

/** The size in which most letters are set. */
function bodySize(parts: readonly PdfPart[]): number {
  const letters = new Map<number, number>();
  for (const part of parts) {
    const size = Math.round(part.size * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + part.text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function infoOf(info: object): { title?: string; authors?: string[]; publishedAt?: string } {
  const field = (name: string): string => {
    const value: unknown = Object.entries(info).find(([key]) => key === name)?.[1];
    return typeof value === 'string' ? value.replace(/\u0000/gu, '').trim() : '';
  };
  const title = field('Title');
  const author = field('Author');
  const date = /^D:(\d{4})(\d{2})?(\d{2})?/u.exec(field('CreationDate'));
  return {
    // Programs put the name of the file there.
    ...(title && !/\.\w{2,5}$|^untitled|^microsoft word/iu.test(title) ? { title } : {}),
    ...(author ? { authors: [author] } : {}),
    ...(date?.[1] ? { publishedAt: `${date[1]}-${date[2] ?? '01'}-${date[3] ?? '01'}T00:00:00.000Z` } : {}),
  };
}
