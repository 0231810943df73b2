import { z } from 'zod';
import { claimHead } from '../head.schema.ts';
import { uuid } from '../../platform/ids.ts';
import { levels, readBlocks } from './rules.ts';

export const readInput = z.object({ sourceId: uuid, version: z.coerce.number().int().min(1).optional() });

const person = z.object({ id: z.string(), name: z.string() });

/** A story, or any source, sentence by sentence, each as strong as the weakest claim it rests on (CLM-16). */
export const readView = z.object({
  source: z.object({ id: z.string(), title: z.string(), investigationId: z.string() }),
  version: z.number(),
  sha256: z.string(),
  parts: z.array(
    z.object({
      label: z.string(),
      role: z.string(),
      sentences: z.array(
        z.object({
          start: z.number(),
          end: z.number(),
          text: z.string(),
          /** null: it rests on no claim. */
          level: z.enum(levels).nullable(),
          claimIds: z.array(z.string()),
        }),
      ),
    }),
  ),
  claims: z.array(
    claimHead.extend({
      level: z.enum(levels),
      blocks: z.array(z.enum(readBlocks)),
      assignee: person.nullable(),
      /** Who proposed and who signed the verdict that stands. */
      signed: z.object({ proposedBy: person, signedOffBy: person, at: z.iso.datetime() }).nullable(),
    }),
  ),
});
export type ReadView = z.infer<typeof readView>;
