import type { FetchUrl } from '../../fetch/fetcher.ts';
import { FetchRefused } from '../../fetch/fetcher.ts';
import type { ParsedBlock } from '../blocks.rules.ts';
import { inWorker } from './in-worker.ts';
import type { Metadata } from './metadata.ts';
import type { ParseKind } from './parse.ts';
import { sniff } from './sniff.rules.ts';
import { Unreadable } from './unreadable.ts';

export { Unreadable } from './unreadable.ts';

/** The same in files, uploads and fetched pages (SRC-6). */
export const MAX_INPUT_BYTES = 20_000_000;

/** What a person gives: words, or where the words are. */
export type InputGiven =
  | { readonly kind: 'text' | 'markdown'; readonly text: string }
  /** `whole`: a page with its furniture; else what was copied out of one. */
  | { readonly kind: 'html'; readonly html: string; readonly whole?: boolean | undefined }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly name: string; readonly mediaType: string };

export interface ReadInput {
  readonly blocks: readonly ParsedBlock[];
  readonly metadata: Metadata;
  readonly raw: {
    readonly bytes: Uint8Array;
    readonly mediaType: string;
    readonly fileName: string | null;
    /** After redirects. */
    readonly finalUrl: string | null;
  };
  readonly notes: readonly string[];
  readonly pages: number | null;
}

export interface ReadEffects {
  readonly fetchUrl: FetchUrl;
  readonly progress?: ((progress: ReadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ReadProgress {
  readonly step: 'fetching' | 'reading';
  readonly done: number;
  readonly total: number;
}

/**
 * Any input to blocks, metadata and the raw bytes. Takes seconds and asks the network: never inside a transaction.
 * Refuses with `Unreadable`, whose message is a sentence for the person (SRC-8). Nothing is written.
 */
export async function readInput(given: InputGiven, effects: ReadEffects): Promise<ReadInput> {
  switch (given.kind) {
    case 'text':
    case 'markdown': {
      const mediaType = given.kind === 'text' ? 'text/plain; charset=utf-8' : 'text/markdown; charset=utf-8';
      return parsed(given.kind, Buffer.from(given.text, 'utf8'), 'utf-8', { mediaType }, effects);
    }
    case 'html': {
      const kind = (given.whole ?? /<(?:html|head|body)[\s>]/iu.test(given.html.slice(0, 5000))) ? 'page' : 'fragment';
      return parsed(kind, Buffer.from(given.html, 'utf8'), 'utf-8', { mediaType: 'text/html; charset=utf-8' }, effects);
    }
    case 'file':
      return readFile(given.bytes, given.name, given.mediaType, effects);
    case 'url':
      return readUrl(given.url, effects);
  }
}

async function readFile(bytes: Uint8Array, name: string, mediaType: string, effects: ReadEffects): Promise<ReadInput> {
  if (bytes.length > MAX_INPUT_BYTES)
    throw new Unreadable(
      `This is larger than ${MAX_INPUT_BYTES / 1e6} MB. Split it, or save only the part that you need, and bring that in.`,
    );
  const { kind, complaint } = sniff(bytes, name, mediaType);
  if (!kind) throw new Unreadable(complaint);
  return parsed(kind, bytes, null, { mediaType: mediaTypes[kind], fileName: name || null }, effects);
}

const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  markdown: 'text/markdown',
  text: 'text/plain',
} as const;

async function readUrl(url: string, effects: ReadEffects): Promise<ReadInput> {
  effects.progress?.({ step: 'fetching', done: 0, total: 1 });
  const fetched = await effects.fetchUrl(url, { robots: true, signal: effects.signal }).catch((error: unknown) => {
    throw error instanceof FetchRefused ? new Unreadable(error.message) : error;
  });
  const name = decodeURIComponentSafely(new URL(fetched.finalUrl).pathname.split('/').at(-1) ?? '');
  const { kind, complaint } = sniff(fetched.bytes, name, fetched.mediaType);
  if (!kind) throw new Unreadable(complaint);
  const raw = { mediaType: fetched.mediaType || mediaTypes[kind], finalUrl: fetched.finalUrl, fileName: name || null };
  return parsed(kind, fetched.bytes, fetched.charset, raw, effects);
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text).slice(0, 200);
  } catch {
    return text.slice(0, 200);
  }
}

async function parsed(
  kind: ParseKind,
  bytes: Uint8Array,
  charset: string | null,
  raw: { readonly mediaType: string; readonly fileName?: string | null; readonly finalUrl?: string | null },
  effects: ReadEffects,
): Promise<ReadInput> {
  const result = await inWorker(
    { kind, bytes, charset },
    { signal: effects.signal, progress: (done, total) => effects.progress?.({ step: 'reading', done, total }) },
  );
  return { ...result, raw: { bytes, fileName: null, finalUrl: null, ...raw } };
}
