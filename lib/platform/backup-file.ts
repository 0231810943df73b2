import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import { z } from 'zod';

/**
 * The form of a backup before it is compressed: frames, each a length (4 bytes, big-endian) and so many bytes. The first is
 * the header as JSON; each table is its description as JSON, then its rows as Postgres's COPY text, then an empty frame; the
 * last frame is JSON again. A file that was cut off lacks it.
 */
export const backupHeader = z.object({
  format: z.literal('redthread-backup'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.string()),
});
export type BackupHeader = z.infer<typeof backupHeader>;
export const tableHeader = z.object({ table: z.string(), columns: z.array(z.string()) });
export const backupEnd = z.object({
  end: z.literal(true),
  rows: z.record(z.string(), z.number()),
  events: z.number(),
});

export async function writeFrame(out: Writable, bytes: Uint8Array): Promise<void> {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  out.write(length);
  if (bytes.length > 0 && !out.write(bytes)) await once(out, 'drain');
}

export const writeJson = (out: Writable, value: unknown): Promise<void> =>
  writeFrame(out, Buffer.from(JSON.stringify(value)));

/** The frames of a stream, one by one, whatever the pieces it arrives in. */
export async function* readFrames(input: Readable): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  for await (const chunk of input) {
    held = Buffer.concat([held, z.instanceof(Buffer).parse(chunk)]);
    while (held.length >= 4) {
      const length = held.readUInt32BE(0);
      if (held.length < 4 + length) break;
      yield held.subarray(4, 4 + length);
      held = held.subarray(4 + length);
    }
  }
  if (held.length > 0) throw new Error('This backup is cut off.');
}
