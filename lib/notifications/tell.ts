import { z } from 'zod';
import type { Prisma, Transaction } from '../platform/db.ts';
import { atLeastCase } from '../platform/policy.rules.ts';
import { mentionedIn } from './mentions.rules.ts';
import type { NotificationReason } from './rules.ts';
import { markTakenAway, otherVerdict, rationaleChanged, sentBack, statementChanged } from './work-changed.tell.ts';

export type TrailEvent = Prisma.EventModel;

/** Somebody of the case who could be told: an active account that may read it. */
export interface Listener {
  readonly id: string;
  readonly name: string;
  /** Their role in the case; null for whoever may read it without being in it. */
  readonly role: 'viewer' | 'annotator' | 'checker' | 'editor' | 'lead' | null;
}

/** Whom an event tells and why, and what it is about. */
export interface Telling {
  readonly userId: string;
  readonly reason: NotificationReason;
  readonly annotationId?: string | null | undefined;
  readonly replyId?: string | undefined;
  readonly claimId?: string | undefined;
  readonly sourceId?: string | null | undefined;
  readonly entityId?: string | undefined;
}

interface Occasion {
  readonly tx: Transaction;
  readonly event: TrailEvent;
  readonly people: readonly Listener[];
}

export type Teller = (about: Occasion) => Promise<readonly Telling[]> | readonly Telling[];

const data = z
  .object({
    annotationId: z.string().nullish(),
    sourceId: z.string().nullish(),
    claimId: z.string().nullish(),
    assigneeId: z.string().nullish(),
    reviewerIds: z.array(z.string()).nullish(),
    redactionId: z.string().nullish(),
    move: z.string().nullish(),
    number: z.number().nullish(),
    version: z.number().nullish(),
    before: z.object({ assigneeId: z.string().nullish() }).nullish(),
    changes: z.record(z.string(), z.object({ before: z.string().nullable(), after: z.string().nullable() })).nullish(),
  })
  .catch({});

/** Those whom the words name now and did not name before. */
function newlyMentioned(
  people: readonly Listener[],
  change: { before: string | null; after: string | null },
): string[] {
  const before = mentionedIn(change.before ?? '', people);
  return [...mentionedIn(change.after ?? '', people)].filter((id) => !before.has(id));
}

const markWritten: Teller = ({ event, people }) => {
  const { changes, annotationId, sourceId, assigneeId, before } = data.parse(event.data);
  const place = { annotationId: annotationId ?? event.subjectId, sourceId };
  const text = changes?.['text'];
  return [
    ...(text ? newlyMentioned(people, text) : []).map((userId) => ({ userId, reason: 'mention' as const, ...place })),
    ...(assigneeId && assigneeId !== before?.assigneeId
      ? [{ userId: assigneeId, reason: 'assigned' as const, ...place }]
      : []),
  ];
};

/** Who watches an entity is told of each new mention of it; `people` are those who may read this case (ENT-7). */
const entityNamed: Teller = async ({ tx, event, people }) => {
  const { changes } = data.parse(event.data);
  if (event.type === 'annotation.updated' && !changes?.['entity']) return [];
  // As it is now: the entity may have been merged into another since.
  const mark = await tx.annotation.findUnique({
    where: { id: event.subjectId },
    select: { id: true, sourceId: true, entityId: true },
  });
  if (!mark?.entityId) return [];
  const { entityId, sourceId, id: annotationId } = mark;
  const watchers = await tx.entityWatch.findMany({
    where: { entityId, userId: { in: people.map((person) => person.id) } },
    select: { userId: true },
  });
  if (watchers.length === 0) return [];
  // Once for a mark, also when it is shared again or was linked twice before anybody read on.
  const before = await tx.notification.findMany({
    where: { reason: 'entity_mentioned', annotationId, entityId },
    select: { userId: true },
  });
  return watchers
    .filter(({ userId }) => !before.some((line) => line.userId === userId))
    .map(({ userId }) => ({ userId, reason: 'entity_mentioned', annotationId, sourceId, entityId }));
};

const markMade: Teller = async (about) => [...(await markWritten(about)), ...(await entityNamed(about))];

/** Mentions of those who are named; a reply also tells who began the thread and who has spoken in it. */
const replied: Teller = async ({ tx, event, people }) => {
  const { changes, annotationId, sourceId } = data.parse(event.data);
  const place = { annotationId, replyId: event.subjectId, sourceId };
  const text = changes?.['reply'];
  const named = text ? newlyMentioned(people, text) : [];
  const tellings: Telling[] = named.map((userId) => ({ userId, reason: 'mention', ...place }));
  if (event.type !== 'reply.created' || !annotationId) return tellings;
  const mark = await tx.annotation.findUnique({
    where: { id: annotationId },
    select: { authorId: true, replies: { where: { deletedAt: null }, select: { authorId: true } } },
  });
  const speakers = new Set([mark?.authorId, ...(mark?.replies ?? []).map((reply) => reply.authorId)]);
  for (const userId of speakers) if (userId) tellings.push({ userId, reason: 'reply', ...place });
  return tellings;
};

const claimAssigned: Teller = ({ event }) => {
  const { assigneeId, before } = data.parse(event.data);
  return assigneeId && assigneeId !== before?.assigneeId
    ? [{ userId: assigneeId, reason: 'assigned', claimId: event.subjectId }]
    : [];
};

/** Whoever may sign it: the people asked by name, else every checker who neither proposed nor wrote the rationale (CLM-4). */
const reviewAsked: Teller = async ({ tx, event, people }) => {
  const { claimId, reviewerIds } = data.parse(event.data);
  const proposal = await tx.proposal.findUnique({ where: { id: event.subjectId } });
  if (!proposal || !claimId) return [];
  return people
    .filter(({ id, role }) => (reviewerIds ? reviewerIds.includes(id) : role !== null && atLeastCase(role, 'checker')))
    .filter(({ id }) => id !== proposal.proposedById && !proposal.rationaleAuthorIds.includes(id))
    .map(({ id }) => ({ userId: id, reason: 'review_asked', claimId }));
};

/** Everyone whose work the verdict rests on sees what became of it (CLM-13). */
const claimDecided: Teller = async ({ tx, event }) => {
  const parsed = data.parse(event.data);
  const claimId = event.subjectType === 'claim' ? event.subjectId : parsed.claimId;
  // A signature is told by `decision.signed`; of other moves, only those that end or undo somebody's work.
  if (event.type === 'claim.moved' && !['set_aside', 'reopened', 'published'].includes(parsed.move ?? '')) return [];
  if (!claimId) return [];
  const claim = await tx.claim.findUnique({
    where: { id: claimId },
    select: {
      createdById: true,
      assigneeId: true,
      mentions: { where: { deletedAt: null, visibility: 'case' }, select: { authorId: true } },
      evidence: { where: { removedAt: null }, select: { addedById: true } },
      proposals: { orderBy: { at: 'desc' }, take: 1, select: { proposedById: true, rationaleAuthorIds: true } },
    },
  });
  if (!claim) return [];
  const involved = new Set([
    claim.createdById,
    claim.assigneeId,
    ...claim.mentions.map((mention) => mention.authorId),
    ...claim.evidence.map((piece) => piece.addedById),
    ...claim.proposals.flatMap((proposal) => [proposal.proposedById, ...proposal.rationaleAuthorIds]),
  ]);
  return [...involved].flatMap((userId) => (userId ? [{ userId, reason: 'claim_decided' as const, claimId }] : []));
};

/** Whose marks do not stand unchanged on a new version of the source (SRC-5). */
const versionChanged: Teller = async ({ tx, event }) => {
  const parsed = data.parse(event.data);
  const number = parsed.version ?? parsed.number;
  const sourceId = event.subjectType === 'source' ? event.subjectId : parsed.sourceId;
  if (!sourceId || !number || number < 2) return [];
  const touched = await tx.annotation.findMany({
    where: {
      sourceId,
      deletedAt: null,
      anchors: { some: { version: { sourceId, number }, state: { in: ['changed', 'needs_look', 'orphan'] } } },
    },
    select: { id: true, authorId: true },
    orderBy: { id: 'asc' },
  });
  const first = new Map<string, string>();
  for (const { id, authorId } of touched) if (!first.has(authorId)) first.set(authorId, id);
  return [...first].map(([userId, annotationId]) => ({ userId, reason: 'version_changed', annotationId, sourceId }));
};

/** Whoever may confirm it as the second person (ACC-8). The line names the source, and no word of what has to go. */
const redactionAsked: Teller = ({ event, people }) =>
  people
    .filter(({ role }) => role !== null && atLeastCase(role, 'editor'))
    .map(({ id }) => ({ userId: id, reason: 'redaction_asked', sourceId: event.subjectId }));

/** Who asked hears what came of it. */
const redactionEnded =
  (reason: 'redaction_confirmed' | 'redaction_refused'): Teller =>
  async ({ tx, event }) => {
    const { redactionId } = data.parse(event.data);
    const asked = redactionId ? await tx.redaction.findUnique({ where: { id: redactionId } }) : null;
    return asked ? [{ userId: asked.askedById, reason, sourceId: event.subjectId }] : [];
  };

const both =
  (...tellers: readonly Teller[]): Teller =>
  async (about) => {
    const told: Telling[] = [];
    for (const teller of tellers) told.push(...(await teller(about)));
    return told;
  };
const claimUpdated = both(claimAssigned, statementChanged);
const claimMoved = both(claimDecided, sentBack);
const verdictSigned = both(claimDecided, otherVerdict);
const ratingProposed = both(reviewAsked, rationaleChanged);

/**
 * Which events tell somebody. An event that is missing here tells nobody: reviews of a proposal are left out on purpose,
 * as who has reviewed what stays unknown in a blind pass (CLM-6).
 */
export const tellers: Readonly<Record<string, Teller>> = {
  'annotation.created': markMade,
  'annotation.updated': markMade,
  'annotation.shared': markMade,
  'annotation.assigned': markWritten,
  'reply.created': replied,
  'reply.updated': replied,
  'annotation.deleted': markTakenAway,
  'claim.created': claimAssigned,
  'claim.updated': claimUpdated,
  'claim.merged': statementChanged,
  'claim.assigned': claimAssigned,
  'claim.moved': claimMoved,
  'decision.signed': verdictSigned,
  'proposal.created': ratingProposed,
  'source.redaction_asked': redactionAsked,
  'source.redacted': redactionEnded('redaction_confirmed'),
  'source.redaction_refused': redactionEnded('redaction_refused'),
  'source.sealed': versionChanged,
  'source.versioned': versionChanged,
  'source.version_added': versionChanged,
};
