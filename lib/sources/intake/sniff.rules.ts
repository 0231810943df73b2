/** What a file is, by its first bytes before its name: a name is only a promise. */
export type FileKind = 'pdf' | 'docx' | 'html' | 'markdown' | 'text';

export interface Sniffed {
  readonly kind: FileKind | null;
  /** Why it cannot be read, and what to do. */
  readonly complaint: string;
}

/** Bytes as letters of the same number; `latin1` of TextDecoder is windows-1252 and is not that. */
const letters = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const starts = (bytes: Uint8Array, text: string, within = 0): boolean => {
  const at = letters(bytes.subarray(0, text.length + within)).indexOf(text);
  return at !== -1 && at <= within;
};

const OFFICE =
  'Old Word files (.doc) and documents with a password are not read. Open it, save it without a password as .docx or PDF, and bring that in.';
const PICTURE = 'This is a picture. Only text can be brought in: have its text recognised (OCR), then paste that.';
const MEDIA = 'This is sound or video. Bring in its transcript as text.';
const BINARY =
  'This is not text but the bytes of a program or an archive. Bring in the document itself: PDF, Word (.docx), HTML, Markdown or text.';

const signatures: readonly (readonly [string, string])[] = [
  ['\u00d0\u00cf\u0011\u00e0', OFFICE],
  ['{\\rtf', 'RTF files are not read. Open it, save it as .docx or PDF, and bring that in.'],
  ['\u0089PNG', PICTURE],
  ['\u00ff\u00d8\u00ff', PICTURE],
  ['GIF8', PICTURE],
  ['II*\u0000', PICTURE],
  ['MM\u0000*', PICTURE],
  ['ID3', MEDIA],
  ['OggS', MEDIA],
  ['RIFF', MEDIA],
  ['\u001aE\u00df\u00a3', MEDIA],
  ['\u001f\u008b', 'This is a compressed archive. Unpack it and bring in what is inside.'],
  ['7z\u00bc\u00af', 'This is a compressed archive. Unpack it and bring in what is inside.'],
  ['Rar!', 'This is a compressed archive. Unpack it and bring in what is inside.'],
  ['\u007fELF', BINARY],
  ['MZ\u0090', BINARY],
];

const can = (kind: FileKind): Sniffed => ({ kind, complaint: '' });
const cannot = (complaint: string): Sniffed => ({ kind: null, complaint });

export function sniff(bytes: Uint8Array, name: string, mediaType: string): Sniffed {
  if (bytes.length === 0) return cannot('The file is empty. Choose another one.');
  if (starts(bytes, '%PDF-', 1024)) return can('pdf');
  if (starts(bytes, 'PK\u0003\u0004')) return isWord(bytes, name, mediaType) ? can('docx') : cannot(ARCHIVE);
  const known = signatures.find(([mark]) => starts(bytes, mark));
  if (known) return cannot(known[1]);
  if (starts(bytes, 'ftyp', 4)) return cannot(MEDIA);
  if (isBinary(bytes)) return cannot(BINARY);
  const head = letters(bytes.subarray(0, 2048)).trimStart().toLowerCase();
  if (/^(?:text\/html|application\/xhtml)/u.test(mediaType) || /\.x?html?$/iu.test(name)) return can('html');
  if (
    /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!doctype html|<html|<head|<\?xml[^>]*>\s*(?:<!doctype[^>]*>\s*)?<html)/u.test(head)
  )
    return can('html');
  if (mediaType === 'text/markdown' || /\.(?:md|markdown|mdown)$/iu.test(name)) return can('markdown');
  return can('text');
}

const ARCHIVE =
  'This is an archive or a document of another kind. Word files (.docx) are read; save it as one, or as PDF, or unpack it first.';

/** An OOXML text names its main part; templates and macro documents do so too. */
function isWord(bytes: Uint8Array, name: string, mediaType: string): boolean {
  return (
    mediaType.includes('wordprocessingml') ||
    /\.do[ct][xm]$/iu.test(name) ||
    letters(bytes.subarray(0, 4096)).includes('word/')
  );
}

/** Zeros and control characters that no text has; UTF-16 has zeros too, but in order. */
function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8192);
  let control = 0;
  let zeros = 0;
  for (const byte of sample) {
    if (byte === 0) zeros += 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control += 1;
  }
  const marked = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff);
  if (marked) return false;
  // Latin text in UTF-16: about half zeros and hardly anything else.
  if (zeros > sample.length * 0.35 && zeros <= sample.length * 0.55 && control === 0) return false;
  return zeros > 0 || control > sample.length * 0.1;
}
