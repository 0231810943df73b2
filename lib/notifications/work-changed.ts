import { z } from 'zod';
import { dataAsShown } from '../investigations/trail.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import type { NotificationView } from './schema.ts';

type Change = NonNullable<NotificationView['change']>;
interface Line {
  readonly id: string;
  readonly reason: NotificationView['reason'];
  readonly investigationId: string;
  readonly eventSeq: number;
}

const reason = z.string().nullish();
const updated = z.object({ statement: z.string(), reason, before: z.object({ statement: z.string() }) });
const merged = z.object({ statement: z.string(), into: z.string(), reason });
const sentBack = z.object({ reason });
const changed = z.object({
  changes: z.record(z.string(), z.object({ before: z.string().nullable(), after: z.string().nullable() })),
});

/** What changed in each of these lines of the inbox, side by side with the reason, as this reader may see it now (CLM-13). */
export async function changesIn(
  db: Reader,
  viewerId: string,
  lines: readonly Line[],
): Promise<ReadonlyMap<string, Change>> {
  const about = lines.filter((line) => line.reason === 'work_changed');
  if (about.length === 0) return new Map();
  const events = await db.event.findMany({
    where: { OR: about.map(({ investigationId, eventSeq }) => ({ streamId: investigationId, seq: eventSeq })) },
  });
  const shown = await dataAsShown(db, events);
  const verdicts = await verdictsIn(db, viewerId, events);
  const rationales = await rationalesIn(db, events);
  return new Map(
    about.flatMap((line): [string, Change][] => {
      const event = events.find((one) => one.streamId === line.investigationId && one.seq === line.eventSeq);
      if (!event) return [];
      const change =
        verdicts.get(event.subjectId) ?? rationales.get(event.subjectId) ?? wordsOf(event.type, shown(event));
      return change ? [[line.id, change]] : [];
    }),
  );
}

const words = (before: string | null, after: string | null, why: string | null | undefined): Change => ({
  kind: 'words',
  before,
  after,
  reason: why ?? null,
});

function wordsOf(type: string, data: unknown): Change | null {
  if (type === 'claim.updated') {
    const one = updated.safeParse(data);
    return one.success ? words(one.data.before.statement, one.data.statement, one.data.reason) : null;
  }
  if (type === 'claim.merged') {
    const one = merged.safeParse(data);
    return one.success ? words(one.data.statement, one.data.into, one.data.reason) : null;
  }
  if (type === 'claim.moved') return words(null, null, sentBack.catch({}).parse(data).reason);
  const one = changed.safeParse(data);
  const [first] = one.success ? Object.values(one.data.changes) : [];
  return first ? words(first.before, first.after, null) : null;
}

/** The rating that one gave, and the one that was signed. */
async function verdictsIn(db: Reader, viewerId: string, events: readonly Prisma.EventModel[]) {
  const rows = await db.decision.findMany({
    where: { id: { in: subjects(events, 'decision.signed') } },
    include: { proposal: { include: { reviews: { where: { reviewerId: viewerId } } } } },
  });
  return new Map(
    rows.map(({ id, rating, reason: why, proposal }): [string, Change] => [
      id,
      { kind: 'rating', before: proposal.reviews[0]?.rating ?? proposal.rating, after: rating, reason: why },
    ]),
  );
}

/** A rationale as it was proposed before, and as it was proposed next. */
async function rationalesIn(db: Reader, events: readonly Prisma.EventModel[]) {
  const changes = new Map<string, Change>();
  for (const id of subjects(events, 'proposal.created')) {
    const now = await db.proposal.findUnique({ where: { id } });
    const before =
      now &&
      (await db.proposal.findFirst({ where: { claimId: now.claimId, at: { lt: now.at } }, orderBy: { at: 'desc' } }));
    if (now && before) changes.set(id, words(before.rationale, now.rationale, null));
  }
  return changes;
}

const subjects = (events: readonly Prisma.EventModel[], type: string): string[] =>
  events.filter((event) => event.type === type).map((event) => event.subjectId);
