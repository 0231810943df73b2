/** Bytes to text: what the bytes say themselves goes before what somebody said about them. */

const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const knownLabel = (label: string): string | null => {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
};

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

/**
 * Mark at the beginning; else UTF-8 when all of it is valid (text in another encoding practically never is); else what
 * the server or the page says; else UTF-16 by its zeros; else windows-1252, in which every byte means something.
 */
export function decodeText(bytes: Uint8Array, declared: string | null): Decoded {
  const marked = MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return { text: new TextDecoder(marked[1]).decode(bytes), encoding: marked[1] };
  const wide = utf16(bytes);
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    const said = [declared, metaCharset(bytes)].map((label) => (label ? knownLabel(label) : null));
    // What is not valid UTF-8 is not UTF-8, whatever is said.
    const encoding = said.find((label) => label !== null && !label.startsWith('utf-')) ?? 'windows-1252';
    return { text: new TextDecoder(encoding).decode(bytes), encoding };
  }
}

/** Text in UTF-16 without a mark: every other byte is mostly zero. */
function utf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 2000);
  if (sample.length < 8) return null;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const half = sample.length / 2;
  const [even = 0, odd = 0] = zeros;
  if (odd > half * 0.6 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.05) return 'utf-16be';
  return null;
}

/** What an HTML page says about itself in its first lines. */
function metaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/iu.exec(head)?.[1] ?? null;
}
