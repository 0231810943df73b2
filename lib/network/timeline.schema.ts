import { z } from 'zod';
import { supports } from '../entities/rules.ts';
import { entityStub } from '../entities/schema.ts';
import { uuid } from '../platform/ids.ts';

export const momentKinds = ['fact', 'relationship', 'verdict', 'publication', 'source'] as const;
export type MomentKind = (typeof momentKinds)[number];

/** It happened then; it has lasted since then; it lasted until then (which is `date` too); from then until then. */
export const spans = ['at', 'from', 'until', 'between'] as const;

export const caseTimelineInput = z.object({ investigationId: uuid });
export const entityTimelineInput = z.object({ entityId: uuid });

const moment = z.object({
  id: z.string(),
  kind: z.enum(momentKinds),
  /** As exactly as it is known: 2021, 2021-07, 2021-07-14; a ~ behind it: about then. */
  date: z.string(),
  /** The end of what lasts; null: it is not known, or nothing lasts. */
  until: z.string().nullable(),
  lasts: z.enum(spans),
  /** Whom it is about; of a relationship both ends, in the order of the line. */
  about: z.array(entityStub),
  /** Of a fact: the property and what the model calls it. */
  property: z.object({ name: z.string(), label: z.string() }).nullable(),
  /** What the line says, what is claimed, what the source is called. */
  words: z.string(),
  support: z.enum(supports).nullable(),
  rating: z.string().nullable(),
  /** Where its words stand. */
  href: z.string(),
});
export type Moment = z.infer<typeof moment>;

export const timelineView = z.object({
  items: z.array(moment),
  /** How many there are; more than a screen takes are cut, the newest stay. */
  total: z.number(),
});
export type TimelineView = z.infer<typeof timelineView>;
