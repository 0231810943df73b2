import { z } from 'zod';
import { on } from '../../platform/access.ts';
import { found } from '../../platform/errors.ts';
import { query } from '../../platform/query.ts';
import { evidenceRef } from './schema.ts';

/** A file that is evidence, with its hash, for those who may read the case. */
export const evidenceFile = query({
  name: 'evidence.file',
  input: evidenceRef,
  output: z.object({ name: z.string(), mediaType: z.string(), sha256: z.string(), base64: z.string() }),
  allow: (input) => on.evidence('investigation.read', input.evidenceId),
  run: async ({ db }, { evidenceId }) => {
    const row = await db.evidence.findUnique({ where: { id: evidenceId }, include: { file: true } });
    const file = found(row?.file, 'This evidence is no file.');
    return {
      name: row?.fileName ?? 'file',
      mediaType: file.mediaType,
      sha256: file.sha256,
      base64: Buffer.from(file.bytes).toString('base64'),
    };
  },
});
