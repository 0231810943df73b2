import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import zlib from 'node:zlib';
import { FetchRefused } from './refused.ts';

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/**
 * The body, unpacked, at most `max` bytes on the wire and at most `max` after unpacking: what unpacks to more is stopped
 * while it unpacks, never held (a gzip bomb costs one chunk).
 */
export async function readBody(response: IncomingMessage, max: number): Promise<Uint8Array> {
  const tooLarge = () =>
    new FetchRefused(
      'too_large',
      `This is larger than ${megabytes(max)}. Save the part that you need and bring that in.`,
    );
  if (Number(response.headers['content-length'] ?? 0) > max) {
    response.destroy();
    throw tooLarge();
  }
  const encodings = (response.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const unpack = encodings.map((name) => decoders[name]);
  if (encodings.length > 1 || unpack.some((make) => make === undefined)) {
    response.destroy();
    throw new FetchRefused(
      'broken',
      `The page is packed in a way that is not understood (${encodings.join(', ')}). Open it and paste its text.`,
    );
  }
  const decoder = unpack[0]?.();
  const chunks: Buffer[] = [];
  let wire = 0;
  let size = 0;
  response.on('data', (chunk: Buffer) => {
    wire += chunk.length;
    if (wire > max) response.destroy(tooLarge());
  });
  if (decoder) {
    response.on('error', (error) => decoder.destroy(error));
    response.on('aborted', () => decoder.destroy(new Error('aborted')));
    response.pipe(decoder);
  }
  try {
    for await (const chunk of decoder ?? response) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > max) throw tooLarge();
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
    decoder?.destroy();
  }
  return Buffer.concat(chunks);
}
