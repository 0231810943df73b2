import { z } from 'zod';
import { clientId, uuid } from '../../platform/ids.ts';
import { caseRoles } from '../../platform/permissions.rules.ts';
import { line, longText } from '../../platform/text.schema.ts';
import { orders } from './rules.ts';
import { personView } from '../person.schema.ts';
import { claimKinds, claimStates, priorities } from '../rules.ts';
import { claimSummary } from '../schema.ts';
import { waits } from './waiting.rules.ts';

export const saveFilterInput = z.object({
  id: clientId.optional(),
  investigationId: uuid,
  name: line(80),
  query: z.string().max(1000),
  shared: z.boolean().default(false),
});
export const filterRef = z.object({ investigationId: uuid, filterId: uuid });
export const filterView = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
});
const listOf = <Values extends readonly [string, ...string[]]>(values: Values) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.enum(values)));
const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0', ''])])
  .default(false)
  .transform((value) => value === true || value === 'true' || value === '1');
/** As in an address: lists are separated by commas. */
export const deskInput = z.object({
  investigationId: uuid,
  q: longText(200).default(''),
  state: listOf(claimStates),
  assignee: z
    .union([z.enum(['me', 'nobody']), uuid])
    .nullable()
    .default(null),
  priority: listOf(priorities),
  kind: z.enum(claimKinds).nullable().default(null),
  wait: z.enum(waits).nullable().default(null),
  flagged: flag,
  overdue: flag,
  order: z.enum(orders).default('number'),
});
export const deskView = z.object({
  items: z.array(claimSummary),
  total: z.number(),
  people: z.array(personView.extend({ role: z.enum(caseRoles) })),
});
export type DeskView = z.infer<typeof deskView>;
export const dayView = z.object({
  groups: z.array(
    z.object({
      key: z.enum(['overdue', 'decide', 'review', 'propose_again', 'mine', 'publish']),
      claims: z.array(
        z.object({
          id: z.string(),
          number: z.number(),
          statement: z.string(),
          state: z.enum(claimStates),
          priority: z.enum(priorities),
          dueAt: z.iso.datetime().nullable(),
          since: z.iso.datetime(),
          investigation: z.object({ id: z.string(), title: z.string() }),
        }),
      ),
    }),
  ),
});
export type DayView = z.infer<typeof dayView>;
