import { z } from 'zod';
import { personView } from '../person.schema.ts';

export const outcomesView = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      at: z.iso.datetime(),
      kind: z.enum([
        'reworded',
        'merged',
        'sent_back',
        'set_aside',
        'reopened',
        'confirmed',
        'decided_otherwise',
        'rationale',
        'mark_changed',
        'mark_resolved',
        'mark_deleted',
      ]),
      actor: personView,
      claim: z.object({ id: z.string(), number: z.number(), statement: z.string() }).nullable(),
      investigation: z.object({ id: z.string(), title: z.string() }).nullable(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type OutcomesView = z.infer<typeof outcomesView>;
