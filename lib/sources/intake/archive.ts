import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { Unreadable } from './unreadable.ts';

const MAX_UNPACKED = 80_000_000;
const MAX_ENTRIES = 5000;
const MAX_KEPT = 2_000_000;

const BROKEN =
  'This Word file is damaged and cannot be opened. Open it in Word or LibreOffice, save it again, and bring that in.';
const BOMB =
  'This Word file unpacks to far more than a document holds, so it was not opened. Copy its text and paste that.';

/**
 * Unpacks every entry once, counting and throwing away, before anything reads the archive in earnest: what the directory
 * claims is not believed. Answers the names, and the text of the entries that are wanted.
 */
export async function inspectArchive(
  bytes: Uint8Array,
  wanted: readonly string[],
): Promise<{ readonly names: readonly string[]; readonly texts: ReadonlyMap<string, string> }> {
  const names: string[] = [];
  const texts = new Map<string, string>();
  let unpacked = 0;
  try {
    const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    for await (const entry of zip.eachEntry()) {
      names.push(entry.fileName);
      if (names.length > MAX_ENTRIES || unpacked + entry.uncompressedSize > MAX_UNPACKED) throw new Unreadable(BOMB);
      if (entry.fileName.endsWith('/')) continue;
      const stream: Readable = await zip.openReadStreamPromise(entry);
      const kept: Buffer[] = [];
      for await (const chunk of stream) {
        if (!Buffer.isBuffer(chunk)) continue;
        unpacked += chunk.length;
        if (unpacked > MAX_UNPACKED) throw new Unreadable(BOMB);
        if (wanted.includes(entry.fileName) && chunk.length < MAX_KEPT) kept.push(chunk);
      }
      if (kept.length > 0) texts.set(entry.fileName, Buffer.concat(kept).toString('utf8'));
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(BROKEN);
  }
  return { names, texts };
}

export { BROKEN as BROKEN_WORD };
