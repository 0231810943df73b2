import { z } from 'zod';
import { clientId, uuid } from '../platform/ids.ts';
import { line, longText, page } from '../platform/text.schema.ts';
import {
  entitySchemas,
  isEntitySchema,
  isLinkSchema,
  isPartialDate,
  linkSchemas,
  nameKinds,
  tidyDate,
  withDescendants,
} from './rules.ts';

export * from './view.schema.ts';

const entitySchema = line(60).refine(
  isEntitySchema,
  `This is not a kind of entity. Use one of: ${entitySchemas.join(', ')}.`,
);
export const linkSchema = line(60).refine(
  isLinkSchema,
  `This is not a kind of relationship. Use one of: ${linkSchemas.join(', ')}.`,
);
const entityName = line(200);

/** A bare string is another full spelling; an object says what kind of name it is. */
const nameInput = z.union(
  [
    entityName.transform((name) => ({ name, kind: 'alias' as const, language: null })),
    z.object({
      name: entityName,
      kind: z.enum(nameKinds, `A name is one of: ${nameKinds.join(', ')}.`).default('alias'),
      language: z
        .string()
        .regex(/^[a-z]{2,3}$/, 'A language is two or three small letters: es, en, que.')
        .nullable()
        .default(null),
    }),
  ],
  { error: 'A name is text, or {name, kind?, language?}.' },
);
export type NameInput = z.output<typeof nameInput>;

const value = line(2000);
const valueInput = z.union(
  [value.transform((text) => ({ value: text })), z.object({ value, annotationId: uuid.optional() })],
  {
    error: 'A value is text, or {value, annotationId?}.',
  },
);
const valuesInput = z.union(
  [valueInput.transform((one) => [one]), z.array(valueInput).max(50, 'At most 50 values of one property.')],
  {
    error: 'A property has one value or a list of values.',
  },
);
/** FollowTheMoney property -> values. Which properties a schema has is checked where the schema is known. */
const propertiesInput = z.record(z.string().max(60), valuesInput);
export type PropertiesInput = z.output<typeof propertiesInput>;

const names = z.array(nameInput).max(50, 'At most 50 names.');

export const createEntityInput = z.object({
  id: clientId.optional(),
  schema: entitySchema,
  name: entityName,
  names: names.default([]),
  properties: propertiesInput.default({}),
  /** The case it is first named in. */
  investigationId: uuid.optional(),
});

export const updateEntityInput = z.object({
  entityId: uuid,
  /** Given: refused as stale when the entity has changed since this revision. */
  revision: z.number().int().min(1).optional(),
  schema: entitySchema.optional(),
  name: entityName.optional(),
  /** All names besides the main one; what is not listed is taken away. */
  names: names.optional(),
  /** Each property that is named gets these values; the others stay. */
  properties: propertiesInput.optional(),
  /** The case in which one knows this: what a confidential case adds is seen there alone (ENT-7). */
  investigationId: uuid.optional(),
});

export const addNameInput = z.object({
  entityId: uuid,
  name: entityName,
  kind: z.enum(nameKinds, `A name is one of: ${nameKinds.join(', ')}.`).default('alias'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'A language is two or three small letters: es, en, que.')
    .nullable()
    .default(null),
  investigationId: uuid.optional(),
});

const reason = longText(500).refine((text) => text !== '', 'Say why: the next person will ask.');

export const mergeInput = z.object({
  entityId: uuid,
  /** The one that stays. */
  into: uuid,
  reason,
  /** What the one that stays is called and is; its own where nothing is chosen. */
  name: entityName.optional(),
  schema: entitySchema.optional(),
  /** Values, of either, that the one that stays should not show. A split brings them back. */
  drop: z.array(uuid).max(500, 'At most 500 values.').default([]),
});
export const mergePreviewInput = z.object({ entityId: uuid, into: uuid });
export const splitInput = z.object({
  /** The one that was merged; or the one that stayed, for its latest merge. */
  entityId: uuid,
  mergeId: uuid.optional(),
  reason: longText(500).default(''),
});
/** What a merge keeps about the survivor. */
export const entityLook = z.object({ name: z.string(), schema: z.string() });

export const notSameInput = z.object({ entityId: uuid, otherId: uuid, reason: longText(500).default('') });
export const notSameRef = z.object({ entityId: uuid, otherId: uuid });
export const watchEntityInput = z.object({ entityId: uuid, on: z.boolean().default(true) });
export const duplicatesInput = z.object({
  entityId: uuid.optional(),
  investigationId: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const partialDate = z
  .string()
  .transform(tidyDate)
  .refine(isPartialDate, 'A date is 2023, 2023-07 or 2023-07-23, with a ~ behind it when it is about then.');

const claimIds = z.array(uuid).max(50, 'At most 50 claims.');

/** Two marks of names and the passage of a sealed text around them (ENT-10). */
const relationshipWords = z
  .object({
    fromAnnotationId: uuid.optional(),
    toAnnotationId: uuid.optional(),
    /** The sealed text: by its own id, or as a version of a source. */
    versionId: uuid.optional(),
    sourceId: uuid.optional(),
    version: z.number().int().min(1).optional(),
    start: z.number().int().min(0),
    end: z.number().int().min(1),
  })
  .refine(
    ({ start, end }) => start < end && end - start <= 2000,
    'The words are one passage of at most 2,000 characters.',
  )
  .refine(
    ({ versionId, sourceId, version }) => Boolean(versionId) !== Boolean(sourceId && version),
    'The words stand in a version: give versionId, or sourceId and version.',
  );
export type RelationshipWordsInput = z.output<typeof relationshipWords>;

export const createRelationshipInput = z
  .object({
    id: clientId.optional(),
    investigationId: uuid,
    schema: linkSchema,
    fromId: uuid,
    toId: uuid,
    role: longText(200).default(''),
    startDate: partialDate.optional(),
    endDate: partialDate.optional(),
    claimIds: claimIds.default([]),
    quote: relationshipWords.optional(),
  })
  .refine(({ fromId, toId }) => fromId !== toId, { path: ['toId'], error: 'A relationship needs two different ends.' })
  .refine(({ startDate, endDate }) => !startDate || !endDate || startDate <= endDate.padEnd(10, '~'), {
    path: ['endDate'],
    error: 'The end comes before the start.',
  });

export const updateRelationshipInput = z.object({
  relationshipId: uuid,
  schema: linkSchema.optional(),
  role: longText(200).optional(),
  startDate: partialDate.nullable().optional(),
  endDate: partialDate.nullable().optional(),
  claimIds: claimIds.optional(),
  quote: relationshipWords.optional(),
});

export const entityRef = z.object({ entityId: uuid });
export const beginNoteInput = z.object({ entityId: uuid, investigationId: uuid });
export const relationshipRef = z.object({ relationshipId: uuid });

const q = longText(300);
const someSchema = line(60).refine((name) => withDescendants(name).length > 0, 'There is no such schema.');
export const searchEntitiesInput = z.object({
  q: q.refine((text) => text !== '', 'Write a name, or a part of one.'),
  schema: someSchema.optional(),
  /** The case in which somebody asks: what is already named there comes first. */
  investigationId: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});

export const listEntitiesInput = z.object({
  /** Ranked by how well the name fits; without it: all, newest first. */
  q: q.optional(),
  schema: someSchema.optional(),
  investigationId: uuid.optional(),
  /** `case`: only those that the case itself names. */
  scope: z.enum(['workspace', 'case']).default('workspace'),
  ...page,
  after: uuid.optional(),
});

export const entityPage = z.object({ entityId: uuid, ...page, after: uuid.optional() });
export const listRelationshipsInput = z.object({
  investigationId: uuid.optional(),
  entityId: uuid.optional(),
  ...page,
  after: uuid.optional(),
});
