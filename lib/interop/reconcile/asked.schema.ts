import { z } from 'zod';
import type { Asked, Condition } from './asked.rules.ts';
import { clean, MOST_IDS, qualifiers, quantifiers } from './asked.rules.ts';

const MOST_CANDIDATES = 25;
const MOST_CONDITIONS = 20;
const MOST_VALUES = 10;

const said = z.string().max(300, 'At most 300 characters.').transform(clean);
/** A value: plain, or somebody who was reconciled before (`{id, name}`). */
const value = z.union([
  said,
  z.number().transform(String),
  z.boolean().transform(String),
  z.object({ id: said, name: z.unknown() }).transform(({ id }) => id),
]);
const values = z.union(
  [value.transform((one) => [one]), z.array(value).max(MOST_VALUES, 'At most 10 values at once.')],
  {
    error: 'A value is text, a number, yes or no, {id}, or a list of at most 10 of these.',
  },
);

const plain = { required: false, quantifier: 'any', qualifier: null } as const;

/** A query of 0.2; what is not understood in it is let be, as before. */
const oldQuery = z
  .object({
    query: said.prefault(''),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    limit: z.number().int().min(1).max(MOST_CANDIDATES).catch(5).default(5),
    properties: z
      .array(z.object({ pid: z.string(), v: values }))
      .max(MOST_CONDITIONS, 'At most 20 conditions.')
      .optional(),
  })
  .transform(({ query, type, limit, properties }): Asked => ({
    types: typeof type === 'string' ? [type] : (type ?? []),
    limit,
    conditions: [
      ...(query.trim() === '' ? [] : [{ on: 'name' as const, property: '', values: [query], ...plain }]),
      ...(properties ?? []).map(({ pid, v }) => ({ on: 'property' as const, property: pid, values: v, ...plain })),
    ],
  }));
export const oldBatch = z.record(z.string(), oldQuery);

const condition = z
  .object({
    matchType: z.enum(['name', 'id', 'property'], 'Say what to match (matchType): name, id or property.'),
    propertyId: z.string().max(200).optional(),
    propertyValue: values,
    required: z.boolean().default(false),
    matchQuantifier: z
      .enum(quantifiers, 'How many must match (matchQuantifier) is one of: any, all, none.')
      .default('any'),
    matchQualifier: z.string().max(200).optional(),
  })
  .refine(({ matchType, propertyId }) => matchType !== 'property' || propertyId !== undefined, {
    message: 'Say which property (propertyId).',
  })
  .transform((one): Condition => ({
    on: one.matchType,
    property: one.propertyId ?? '',
    values: one.propertyValue.filter((text) => text.trim() !== ''),
    required: one.required,
    quantifier: one.matchQuantifier,
    qualifier: qualifiers.find((known) => known === one.matchQualifier) ?? null,
  }));

/** A query of 1.0-draft: a closed form, so that a misspelt field is told instead of being let be. */
const query = z
  .strictObject({
    conditions: z
      .array(condition, 'A query has a list of conditions.')
      .min(1, 'A query has at least one condition.')
      .max(MOST_CONDITIONS, 'At most 20 conditions.'),
    type: z.string('A query has one type, as text.').max(200).optional(),
    limit: z.number().int().min(1, 'At least one candidate.').default(5),
    lang: z.string().max(100).optional(),
    dir: z.enum(['ltr', 'rtl', 'auto']).optional(),
  })
  .transform(({ conditions, type, limit }): Asked => ({
    conditions,
    types: type === undefined ? [] : [type],
    limit: Math.min(limit, MOST_CANDIDATES),
  }));
export const batch = z.object({ queries: z.array(query, 'Send {"queries": […]}.') });

export const extendQuery = z.object({
  ids: z.array(z.string().max(500)).max(MOST_IDS, 'At most 100 rows at once.'),
  properties: z
    .array(
      z.object({
        id: z.string().max(200),
        settings: z.object({ limit: z.coerce.number().int().min(0).max(1000).catch(0) }).optional(),
      }),
    )
    .max(50, 'At most 50 properties at once.'),
});
export type ExtendQuery = z.output<typeof extendQuery>;
