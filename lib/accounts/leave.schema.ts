import { z } from 'zod';
import { uuid } from '../platform/ids.ts';
import { line } from '../platform/text.schema.ts';

/** `pseudonym`: what stands in the place of the name from now on; absent: the name stays, as authors need it. */
export const closeAccountInput = z.object({ accountId: uuid, reason: line(500), pseudonym: line(120).optional() });
export const closeOwnInput = z.object({ pseudonym: line(120).optional() });

/** Everything that is kept about one person, as they wrote it: an object of tables. */
export const personalExport = z.object({
  exportedAt: z.iso.datetime(),
  account: z.record(z.string(), z.unknown()),
  tables: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
});
