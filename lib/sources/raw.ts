import { z } from 'zod';
import { on } from '../platform/access.ts';
import { downloadHeaders } from '../platform/download.ts';
import { found, refuse } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { rawRef } from './schema.ts';

export const FORGOTTEN =
  'This is no longer kept: it was forgotten after the time that this newsroom has set. Its hash and the sealed text are.';

const rawFile = z.object({
  bytes: z.instanceof(Uint8Array),
  sha256: z.string(),
  mediaType: z.string(),
  name: z.string(),
});
type RawFile = z.infer<typeof rawFile>;

/** What was handed in, byte for byte (SRC-2): for the source, or for one of its corrected versions. */
export const getRaw = query({
  name: 'source.raw',
  input: rawRef,
  output: rawFile,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db }, { sourceId, version }): Promise<RawFile> => {
    const source = found(await db.source.findUnique({ where: { id: sourceId }, select: { rawInputId: true } }));
    const corrected =
      version === undefined
        ? null
        : found(
            await db.sourceVersion.findUnique({
              where: { sourceId_number: { sourceId, number: version } },
              select: { rawInputId: true },
            }),
            'This source has no such sealed version.',
          );
    const id = corrected?.rawInputId ?? source.rawInputId;
    const { bytes, sha256, mediaType, fileName, erasedAt } = found(await db.rawInput.findUnique({ where: { id } }));
    if (erasedAt) refuse('not_found', FORGOTTEN);
    return {
      bytes,
      sha256,
      mediaType,
      name: fileName ?? `source-${sourceId}${endings[mediaType.split(';')[0] ?? ''] ?? ''}`,
    };
  },
});

const endings: Readonly<Record<string, string>> = {
  'text/plain': '.txt',
  'text/html': '.html',
  'text/markdown': '.md',
  'application/pdf': '.pdf',
};

/** Only a PDF keeps its type, for the page pictures that are drawn from its bytes. */
export function rawResponse({ bytes, sha256, mediaType, name }: RawFile): Response {
  const type = mediaType === 'application/pdf' ? mediaType : 'application/octet-stream';
  return new Response(Buffer.from(bytes), { headers: downloadHeaders({ name, sha256, mediaType: type }) });
}
