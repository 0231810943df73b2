import { z } from 'zod';
import { pageOf } from '../investigations/schema.ts';
import { clientId, uuid } from '../platform/ids.ts';
import { line, longText, page } from '../platform/text.schema.ts';
import {
  entitySchemas,
  isEntitySchema,
  isLinkSchema,
  isPartialDate,
  linkSchemas,
  nameKinds,
  supports,
  withDescendants,
} from './rules.ts';

const entitySchema = line(60).refine(
  isEntitySchema,
  `This is not a kind of entity. Use one of: ${entitySchemas.join(', ')}.`,
);
const linkSchema = line(60).refine(
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
});

const partialDate = z.string().refine(isPartialDate, 'A date is 2023, 2023-07 or 2023-07-23.');

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
    claimIds: z.array(uuid).max(50, 'At most 50 claims.').default([]),
  })
  .refine(({ fromId, toId }) => fromId !== toId, { path: ['toId'], error: 'A relationship needs two different ends.' })
  .refine(({ startDate, endDate }) => !startDate || !endDate || startDate <= endDate.padEnd(10, '~'), {
    path: ['endDate'],
    error: 'The end comes before the start.',
  });

export const entityRef = z.object({ entityId: uuid });
export const relationshipRef = z.object({ relationshipId: uuid });
export const networkInput = z.object({ investigationId: uuid });

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

export const nameView = z.object({
  name: z.string(),
  kind: z.enum(nameKinds),
  language: z.string().nullable(),
});
export type NameView = z.infer<typeof nameView>;

export const entityStub = z.object({ id: z.string(), schema: z.string(), name: z.string() });
export type EntityStub = z.infer<typeof entityStub>;

/** A line of a list or a candidate: with what tells it apart from others of the same name. */
export const entityItem = entityStub.extend({
  names: z.array(nameView),
  /** 0 to 1, how well the name fits what was asked; null where nothing was asked. */
  score: z.number().nullable(),
  /** Which of its names fits best. */
  matched: z.string().nullable(),
  counts: z.object({
    /** Mentions that the viewer may read. */
    mentions: z.number(),
    cases: z.number(),
    /** In the case that the question named. */
    here: z.number(),
  }),
  /** One mention in its words. */
  sample: z
    .object({
      exact: z.string(),
      prefix: z.string(),
      suffix: z.string(),
      sourceId: z.string(),
      annotationId: z.string(),
      sourceTitle: z.string(),
    })
    .nullable(),
});
export type EntityItem = z.infer<typeof entityItem>;
export const entityPageView = pageOf(entityItem);

const claimLine = z.object({
  id: z.string(),
  investigationId: z.string(),
  number: z.number(),
  statement: z.string(),
  state: z.string(),
  /** The signed-off verdict; null while there is none. */
  rating: z.string().nullable(),
});
export type ClaimLine = z.infer<typeof claimLine>;

export const relationshipView = z.object({
  id: z.string(),
  investigationId: z.string(),
  schema: z.string(),
  label: z.string(),
  /** How the line reads: "A owns B". */
  words: z.string(),
  directed: z.boolean(),
  from: entityStub,
  to: entityStub,
  fromId: z.string(),
  toId: z.string(),
  role: z.string(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  claimIds: z.array(z.string()),
  claims: z.array(claimLine),
  support: z.enum(supports),
  createdById: z.string(),
  createdAt: z.iso.datetime(),
});
export type RelationshipView = z.infer<typeof relationshipView>;

export const entityView = entityStub.extend({
  caption: z.string(),
  names: z.array(nameView),
  /** FollowTheMoney's own shape: property -> values. */
  properties: z.record(z.string(), z.array(z.string())),
  /** The same values with where each comes from (ENT-1). */
  provenance: z.array(
    z.object({
      property: z.string(),
      label: z.string(),
      value: z.string(),
      origin: z.enum(['person', 'annotation', 'import']),
      annotationId: z.string().nullable(),
      sourceId: z.string().nullable(),
      byId: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  revision: z.number(),
  counts: z.object({
    mentions: z.number(),
    cases: z.number(),
    sources: z.number(),
    claims: z.number(),
    relationships: z.number(),
  }),
  claims: z.array(
    claimLine.extend({
      /** How the claim is about it. */
      as: z.enum(['speaker', 'relationship', 'mention']),
    }),
  ),
  relationships: z.array(relationshipView),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type EntityView = z.infer<typeof entityView>;

/** A mention in its words, with what proves them: version, hash, place (CLM-11). */
export const mentionView = z.object({
  annotationId: z.string(),
  investigationId: z.string(),
  investigationTitle: z.string(),
  sourceId: z.string(),
  sourceTitle: z.string(),
  version: z.number(),
  sha256: z.string(),
  blockLabel: z.string().nullable(),
  state: z.string(),
  start: z.number().nullable(),
  end: z.number().nullable(),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
  visibility: z.enum(['case', 'private']),
  authorId: z.string(),
  author: z.string(),
  createdAt: z.iso.datetime(),
});
export type MentionView = z.infer<typeof mentionView>;

export const networkView = z.object({
  nodes: z.array(entityStub.extend({ mentions: z.number(), relationships: z.number() })),
  edges: z.array(relationshipView),
});
export type NetworkView = z.infer<typeof networkView>;
