import type { ParsedBlock } from '../blocks.rules.ts';
import { parseBlocks } from '../blocks.rules.ts';
import { decodeText } from './charset.rules.ts';
import { withLanguages } from './language.ts';
import type { Metadata } from './metadata.ts';
import { noMetadata } from './metadata.ts';
import { Unreadable } from './unreadable.ts';

export const parseKinds = ['pdf', 'docx', 'html', 'markdown', 'text', 'page', 'fragment'] as const;
export type ParseKind = (typeof parseKinds)[number];

export interface ParseRequest {
  readonly kind: ParseKind;
  readonly bytes: Uint8Array;
  readonly charset: string | null;
}

export interface Parsed {
  readonly blocks: readonly ParsedBlock[];
  readonly metadata: Metadata;
  /** `macros`, `encoding:windows-1252`: what a person should know, to be said in their language. */
  readonly notes: readonly string[];
  readonly pages: number | null;
}

const NOTHING = 'There are no words in it. Open it yourself, copy the text and paste that.';
const BINARY = 'This is not text but the bytes of a file. Open the file, copy its text and paste that.';

/** Bytes to blocks. Takes as long as it takes: run it in a worker (`inWorker`), never beside requests. */
export async function parseInput(
  { kind, bytes, charset }: ParseRequest,
  progress: (done: number, total: number) => void,
): Promise<Parsed> {
  const read = await readerOf(kind, bytes, charset, progress);
  const filled = read.blocks.flatMap((block) => {
    const text = block.text.replaceAll('\u0000', '').toWellFormed();
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? [{ ...block, text }] : [];
  });
  if (filled.length === 0) throw new Unreadable(NOTHING);
  const { blocks, language } = withLanguages(filled, read.metadata.language);
  return { ...read, blocks, metadata: { ...read.metadata, language } };
}

async function readerOf(
  kind: ParseKind,
  bytes: Uint8Array,
  charset: string | null,
  progress: (done: number, total: number) => void,
): Promise<Parsed> {
  // Each format's library is loaded when it is needed: a thread that reads text starts at once.
  if (kind === 'pdf') return { notes: [], ...(await (await import('./pdf.ts')).readPdf(bytes, progress)) };
  if (kind === 'docx') return { pages: null, ...(await (await import('./docx.ts')).readWord(bytes)) };
  const { text, encoding } = decodeText(bytes, charset);
  const rest = { notes: encoding === 'utf-8' ? [] : [`encoding:${encoding}`], pages: null };
  switch (kind) {
    case 'page':
    case 'html':
      return { ...(await import('./html.ts')).readPage(text), ...rest };
    case 'fragment':
      return { ...(await import('./html.ts')).readFragment(text), ...rest };
    case 'markdown':
      return { ...(await readMarkdown(text)), ...rest };
    case 'text':
      if (text.includes('\u0000')) throw new Unreadable(BINARY);
      return { blocks: parseBlocks(text), metadata: noMetadata, ...rest };
  }
}

/** YAML-like front matter gives title, author and date; the rest is read as the page that it makes. */
async function readMarkdown(text: string): Promise<{ blocks: readonly ParsedBlock[]; metadata: Metadata }> {
  const [{ marked }, { readFragment }] = await Promise.all([import('marked'), import('./html.ts')]);
  const front = /^\uFEFF?---\r?\n([\s\S]{0,5000}?)\r?\n---\r?\n/u.exec(text);
  const field = (name: string): string | null =>
    new RegExp(`^${name}\\s*:\\s*["']?(.+?)["']?\\s*$`, 'imu').exec(front?.[1] ?? '')?.[1] ?? null;
  const html = marked.parse(front ? text.slice(front[0].length) : text, { async: false, gfm: true });
  const { blocks } = readFragment(html);
  const author = field('author');
  const published = Date.parse(field('date') ?? '');
  return {
    blocks,
    metadata: {
      ...noMetadata,
      title: field('title'),
      authors: author ? [author] : [],
      publishedAt: Number.isNaN(published) ? null : new Date(published).toISOString(),
    },
  };
}
