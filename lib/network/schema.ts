import { z } from 'zod';
import { supports } from '../entities/rules.ts';
import { entityStub, linkSchema, partialDate } from '../entities/schema.ts';
import { uuid } from '../platform/ids.ts';
import { MOST_EDGES, MOST_NODES, MOST_STEPS } from './rules.ts';

const narrow = {
  /** Only relationships of this kind. */
  schema: linkSchema.optional(),
  /** Only those that stood at some time from then, until then; undated ones stay. */
  since: partialDate.optional(),
  until: partialDate.optional(),
};

export const networkInput = z.object({ investigationId: uuid, ...narrow });
export const memoryInput = z.object({
  /** Around this entity; without it: the whole memory. */
  entityId: uuid.optional(),
  steps: z.coerce.number().int().min(1).max(2).default(1),
  ...narrow,
});
export type Narrow = Pick<z.output<typeof memoryInput>, 'schema' | 'since' | 'until'>;

export const pathInput = z
  .object({ from: uuid, to: uuid })
  .refine(({ from, to }) => from !== to, 'A way has two different ends.');

const coordinate = z.number().min(-1e6).max(1e6);
const place = z.object({ x: coordinate, y: coordinate, pinned: z.boolean() });

export const arrangeInput = z
  .object({
    investigationId: uuid.optional(),
    entityId: uuid.optional(),
    /** Of everything on the drawing; it replaces what was kept before. Empty: forget the layout. */
    places: z.array(place.extend({ id: uuid })).max(MOST_NODES * 2, `At most ${MOST_NODES * 2} places.`),
  })
  .refine(({ investigationId, entityId }) => !investigationId || !entityId, 'A layout is of a case or of an entity.');
export const keptPlaces = z.record(z.string(), z.tuple([z.number(), z.number(), z.boolean()]));

const networkNode = entityStub.extend({
  /** Mentions that the viewer may read: in the case, or, where no case was asked about, everywhere. */
  mentions: z.number(),
  /** All its relationships that the viewer may read, also those that are not in this answer: what there is to expand. */
  relationships: z.number(),
  /** Where the viewer has put it. */
  place: place.nullable(),
});
export type NetworkNode = z.infer<typeof networkNode>;

const networkEdge = z.object({
  id: z.string(),
  investigationId: z.string(),
  schema: z.string(),
  /** How the line reads: "A owns B". */
  words: z.string(),
  directed: z.boolean(),
  fromId: z.string(),
  toId: z.string(),
  role: z.string(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  support: z.enum(supports),
  /** The signed-off verdicts of the claims that carry it. */
  ratings: z.array(z.string()),
});
export type NetworkEdge = z.infer<typeof networkEdge>;

/** What is on a drawing. */
export interface Drawn {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
}

export const networkView = z.object({
  nodes: z.array(networkNode).max(MOST_NODES),
  edges: z.array(networkEdge).max(MOST_EDGES),
  /** How many there are; when more than are here, the most linked are here, and the question has to be narrowed. */
  total: z.object({ nodes: z.number(), edges: z.number() }),
});
export type NetworkView = z.infer<typeof networkView>;

export const pathView = z.object({
  /** From one end to the other; empty where no way of at most six lines is known. */
  nodes: z.array(networkNode).max(MOST_STEPS + 1),
  edges: z.array(networkEdge).max(MOST_STEPS),
});
