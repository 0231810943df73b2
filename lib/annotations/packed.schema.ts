import { z } from 'zod';
import { claimHead } from '../claims/head.schema.ts';
import { uuid } from '../platform/ids.ts';
import { anchorStates, annotationKinds, annotationStatuses, tagColors, visibilities } from './rules.ts';
import type { AnchorView, AnnotationView, ReplyView } from './schema.ts';

/**
 * The marks of a source as the reading room loads them (ANN-9): the same as `annotationView`, a fifth of its size. What
 * many marks share (people, tags, claims, entities) stands once and is named by its place in its list; a mark at exact
 * words of the version that is read says where they stand and not which they are. Times are milliseconds since 1970.
 */
export const roomMarksInput = z.object({
  sourceId: uuid,
  /** The version that is read. */
  version: z.coerce.number().int().min(1),
  /** With `limit`: only the marks nearest to this character of it. */
  near: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

const person = z.object({ id: z.string(), name: z.string() });
const place = z.number().int().min(0);

const packedAnchor = z.union([
  z.tuple([place.describe('start'), place.describe('end')]).describe('Exact words of the version that is read'),
  z.tuple([
    z.number().describe('version'),
    z.enum(anchorStates),
    z.number().nullable().describe('start'),
    z.number().nullable().describe('end'),
    z.number().describe('score'),
    z.string().describe('exact'),
    z.string().nullable().describe('label'),
  ]),
]);
const packedReply = z.tuple([
  z.string().describe('id'),
  place.describe('author'),
  z.string().describe('text'),
  z.number().describe('created'),
  z.number().nullable().describe('edited'),
  z.array(place).describe('acknowledged by'),
]);
const packedMark = z.tuple([
  z.string().describe('id'),
  place.describe('kind'),
  place.describe('1: resolved, 2: private, 3: both'),
  z.number().describe('revision'),
  place.describe('author'),
  z.number().describe('created'),
  z.number().describe('changed so long after'),
  z.string().describe('text'),
  z.array(packedAnchor),
  z
    .object({
      tags: z.array(place),
      claim: place,
      entity: place,
      assignee: place,
      acknowledgedBy: z.array(place),
      replies: z.array(packedReply),
    })
    .partial()
    .describe('What most marks do not have'),
]);

export const packedMarks = z.object({
  investigationId: z.string(),
  sourceId: z.string(),
  kinds: z.array(z.enum(annotationKinds)),
  people: z.array(person),
  tags: z.array(z.object({ id: z.string(), name: z.string(), color: z.enum(tagColors) })),
  claims: z.array(claimHead.extend({ proposedRating: z.string().nullable() })),
  entities: z.array(person.extend({ schema: z.string() })),
  /** Whether these are all marks that the viewer may read. */
  complete: z.boolean(),
  marks: z.array(packedMark),
});
export type PackedMarks = z.infer<typeof packedMarks>;
type PackedMark = PackedMarks['marks'][number];

/** The same for who trusts the server that it was loaded from: ten thousand marks are not looked at one by one. */
export const packedMarksFromServer = packedMarks.extend({
  marks: z.custom<PackedMarks['marks']>((marks) => Array.isArray(marks), 'The marks did not come as a list.'),
});

/** The version that is read. */
export interface PackedFor {
  readonly number: number;
  readonly text: string;
  /** P12: the address of the part where an offset stands. */
  readonly labelAt: (offset: number) => string | null;
}

/** Gives things places in a list, the same thing the same place. */
function list<Item extends { readonly id: string }>() {
  const items: Item[] = [];
  const at = new Map<string, number>();
  const put = (item: Item): number => {
    const known = at.get(item.id);
    if (known !== undefined) return known;
    at.set(item.id, items.length);
    return items.push(item) - 1;
  };
  return { items, put };
}

export function pack(
  views: readonly AnnotationView[],
  version: PackedFor,
  place: Pick<PackedMarks, 'investigationId' | 'sourceId' | 'complete'>,
): PackedMarks {
  const people = list<AnnotationView['author']>();
  const tags = list<AnnotationView['tags'][number]>();
  const claims = list<NonNullable<AnnotationView['claim']>>();
  const entities = list<NonNullable<AnnotationView['entity']>>();
  const marks = views.map((mark): PackedMark => {
    const created = Date.parse(mark.createdAt);
    return [
      mark.id,
      annotationKinds.indexOf(mark.kind),
      (mark.status === 'resolved' ? 1 : 0) + (mark.visibility === 'private' ? 2 : 0),
      mark.revision,
      people.put(mark.author),
      created,
      Date.parse(mark.updatedAt) - created,
      mark.text,
      mark.anchors.map((anchor) => packAnchor(anchor, version)),
      {
        ...(mark.tags.length > 0 ? { tags: mark.tags.map(tags.put) } : {}),
        ...(mark.claim ? { claim: claims.put(mark.claim) } : {}),
        ...(mark.entity ? { entity: entities.put(mark.entity) } : {}),
        ...(mark.assignee ? { assignee: people.put(mark.assignee) } : {}),
        ...(mark.acknowledgedBy.length > 0 ? { acknowledgedBy: mark.acknowledgedBy.map(people.put) } : {}),
        ...(mark.replies.length > 0
          ? {
              replies: mark.replies.map((reply) => [
                reply.id,
                people.put(reply.author),
                reply.text,
                Date.parse(reply.createdAt),
                reply.editedAt === null ? null : Date.parse(reply.editedAt),
                reply.acknowledgedBy.map(people.put),
              ]),
            }
          : {}),
      },
    ];
  });
  const shared = { people: people.items, tags: tags.items, claims: claims.items, entities: entities.items };
  return { ...place, ...shared, kinds: [...annotationKinds], marks };
}

function packAnchor(anchor: AnchorView, { number, text, labelAt }: PackedFor): PackedMark[8][number] {
  const { version, state, start, end, score, exact, label } = anchor;
  const plain = version === number && state === 'exact' && score === 1 && start !== null && end !== null;
  if (plain && text.slice(start, end) === exact && labelAt(start) === label) return [start, end];
  return [version, state, start, end, score, exact, label];
}

export function unpack(packed: PackedMarks, version: PackedFor): AnnotationView[] {
  const { investigationId, sourceId, kinds, people, tags, claims, entities } = packed;
  const all = <Item>(items: readonly Item[], places: readonly number[] = []): Item[] =>
    places.map((at) => known(items, at));
  return packed.marks.map(([id, kind, flags, revision, by, created, later, text, anchors, rest]) => {
    const author = known(people, by);
    const claim = rest.claim === undefined ? null : known(claims, rest.claim);
    const entity = rest.entity === undefined ? null : known(entities, rest.entity);
    const assignee = rest.assignee === undefined ? null : known(people, rest.assignee);
    return {
      ...{ id, investigationId, sourceId, kind: known(kinds, kind), text, revision, authorId: author.id, author },
      status: annotationStatuses[flags & 1] ?? 'open',
      visibility: visibilities[flags >> 1] ?? 'case',
      createdAt: new Date(created).toISOString(),
      updatedAt: new Date(created + later).toISOString(),
      tags: all(tags, rest.tags),
      anchors: anchors.map((anchor) => unpackAnchor(anchor, version)),
      ...{ claimId: claim?.id ?? null, claim, entityId: entity?.id ?? null, entity },
      ...{ assigneeId: assignee?.id ?? null, assignee },
      acknowledgedBy: all(people, rest.acknowledgedBy),
      replies: (rest.replies ?? []).map(([replyId, replyBy, words, at, edited, checks]): ReplyView => {
        const replier = known(people, replyBy);
        return {
          ...{ id: replyId, authorId: replier.id, author: replier, text: words },
          createdAt: new Date(at).toISOString(),
          editedAt: edited === null ? null : new Date(edited).toISOString(),
          acknowledgedBy: all(people, checks),
        };
      }),
    };
  });
}

function unpackAnchor(anchor: PackedMark[8][number], { number, text, labelAt }: PackedFor): AnchorView {
  if (anchor.length === 2) {
    const [start, end] = anchor;
    return {
      ...{ version: number, state: 'exact', start, end, score: 1 },
      exact: text.slice(start, end),
      label: labelAt(start),
    };
  }
  const [version, state, start, end, score, exact, label] = anchor;
  return { version, state, start, end, score, exact, label };
}

function known<Item>(items: readonly Item[], at: number): Item {
  const item = items[at];
  if (item === undefined) throw new Error('A mark names what is not in its list.');
  return item;
}
