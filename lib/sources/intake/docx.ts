import mammoth from 'mammoth';
import { BROKEN_WORD, inspectArchive } from './archive.ts';
import { readFragment } from './html.ts';
import type { ReadHtml } from './html.ts';
import { instant, noMetadata } from './metadata.ts';
import { Unreadable } from './unreadable.ts';

const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='caption'] => figcaption:fresh",
  "p[style-name='Caption'] => figcaption:fresh",
  "p[style-name='Quote'] => blockquote:fresh",
  "p[style-name='Intense Quote'] => blockquote:fresh",
];
const CORE = 'docProps/core.xml';

/** A Word document. Its macros are not run, its links not followed, its pictures not taken. */
export async function readWord(bytes: Uint8Array): Promise<ReadHtml & { readonly notes: readonly string[] }> {
  const { names, texts } = await inspectArchive(bytes, [CORE]);
  if (!names.includes('word/document.xml')) throw new Unreadable(BROKEN_WORD);
  let html: string;
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const options = {
      styleMap: STYLES,
      includeEmbeddedStyleMap: false,
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
    };
    html = (await mammoth.convertToHtml({ buffer }, options)).value;
  } catch {
    throw new Unreadable(BROKEN_WORD);
  }
  const core = texts.get(CORE) ?? '';
  const property = (name: string): string | null => {
    const found = new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, 'u').exec(core)?.[1];
    return found?.trim() ? unescaped(found.trim()) : null;
  };
  const creator = property('dc:creator');
  return {
    blocks: readFragment(html).blocks,
    metadata: {
      ...noMetadata,
      title: property('dc:title'),
      authors: creator ? [creator] : [],
      publishedAt: instant(property('dcterms:created')),
    },
    notes: names.some((name) => /vbaProject|activeX/iu.test(name)) ? ['macros'] : [],
  };
}

const unescaped = (text: string): string =>
  text.replace(
    /&(lt|gt|quot|apos|amp);/gu,
    (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '',
  );
