import { z } from 'zod';
import type { Database, Transaction } from '../platform/db.ts';
import { notify } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import { getsThroughMute, strongest } from './rules.ts';
import type { Listener, Telling, TrailEvent } from './tell.ts';
import { tellers } from './tell.ts';

const FOLLOWER = 'notifications';
const PAGE = 200;

/**
 * Makes the inbox lines that a case's trail calls for, from where it was left. The mark moves in the transaction that
 * writes the lines, and is locked by it: whichever process reads, whenever one dies, each event tells once
 * (docs/adr/0010). Answers how many lines were written.
 */
export async function followTrail(db: Database, streamId: string): Promise<number> {
  let written = 0;
  for (;;) {
    const step = await db.prisma.$transaction((tx) => readOn(tx, streamId));
    written += step.written;
    if (step.read < PAGE) return written;
  }
}

/** The cases whose trail has grown past the mark: what a process looks at when it starts or has missed a wake-up. */
export async function trailsBehind(db: Database): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    `SELECT s.id FROM "EventStream" s JOIN "Investigation" i ON i.id = s.id
     LEFT JOIN "FollowerMark" m ON m.follower = $1 AND m."streamId" = s.id
     WHERE s.seq > coalesce(m.seq, 0)`,
    [FOLLOWER],
  );
  return rows.map((row) => row.id);
}

async function readOn(tx: Transaction, streamId: string): Promise<{ read: number; written: number }> {
  await tx.$executeRaw`
    INSERT INTO "FollowerMark" (follower, "streamId", seq) VALUES (${FOLLOWER}, ${streamId}::uuid, 0)
    ON CONFLICT DO NOTHING`;
  const [mark] = await tx.$queryRaw<{ seq: number }[]>`
    SELECT seq FROM "FollowerMark" WHERE follower = ${FOLLOWER} AND "streamId" = ${streamId}::uuid FOR UPDATE`;
  const events = await tx.event.findMany({
    where: { streamId, seq: { gt: mark?.seq ?? 0 } },
    orderBy: { seq: 'asc' },
    take: PAGE,
  });
  const last = events.at(-1);
  if (!last) return { read: 0, written: 0 };
  const people = await listeners(tx, streamId);
  const muted = new Set(
    (await tx.caseMute.findMany({ where: { investigationId: streamId }, select: { userId: true } })).map(
      (mute) => mute.userId,
    ),
  );
  const told = new Set<string>();
  let written = 0;
  for (const event of events) {
    for (const userId of await shownOtherwise(tx, event)) told.add(userId);
    const lines = await linesFor(tx, event, people, muted);
    if (lines.length === 0) continue;
    const { count } = await tx.notification.createMany({ data: lines, skipDuplicates: true });
    written += count;
    for (const line of lines) told.add(line.userId);
  }
  await tx.followerMark.update({
    where: { follower_streamId: { follower: FOLLOWER, streamId } },
    data: { seq: last.seq },
  });
  for (const userId of told) await notify(tx, { k: 'inbox', userId });
  return { read: events.length, written };
}

/** The people of the case, and those who watch entities and may read it without being in it. */
async function listeners(tx: Transaction, investigationId: string): Promise<readonly Listener[]> {
  const members = await tx.membership.findMany({
    where: { investigationId, user: { state: 'active' } },
    select: { role: true, user: { select: { id: true, name: true } } },
  });
  const within = members.map(({ role, user }) => ({ ...user, role }));
  const investigation = await tx.investigation.findUnique({
    where: { id: investigationId },
    select: { confidential: true },
  });
  // The workspace's own stream is no case: nobody is in it, and nobody is told.
  if (!investigation || investigation.confidential) return within;
  const lookers = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM "User" u
    WHERE u.state = 'active' AND u.role <> 'member' AND u.id <> ALL (${within.map(({ id }) => id)}::uuid[])
      AND EXISTS (SELECT 1 FROM "EntityWatch" w WHERE w."userId" = u.id)`;
  return [...within, ...lookers.map((person) => ({ ...person, role: null }))];
}

/** A mark or reply that goes, or comes back, takes the lines about it along: whose inbox has such lines. */
async function shownOtherwise(tx: Transaction, { type, subjectId, data }: TrailEvent): Promise<readonly string[]> {
  const what = /^(annotation|reply)\.(?:deleted|restored|shared|unshared)$/u.exec(type)?.[1];
  const annotationId = what === 'reply' ? aboutMark.parse(data).annotationId : subjectId;
  if (!what || !annotationId) return [];
  const lines = await tx.notification.findMany({
    where: { annotationId, ...(what === 'reply' ? { replyId: subjectId } : {}) },
    select: { userId: true },
    distinct: ['userId'],
  });
  return lines.map((line) => line.userId);
}
const aboutMark = z.object({ annotationId: z.string().nullish() }).catch({});

interface Line extends Telling {
  readonly id: string;
  readonly investigationId: string;
  readonly eventSeq: number;
  readonly actorId: string;
  readonly at: Date;
}

async function linesFor(
  tx: Transaction,
  event: TrailEvent,
  people: readonly Listener[],
  muted: ReadonlySet<string>,
): Promise<Line[]> {
  const teller = tellers[event.type];
  // A private mark's events are its author's alone, who does not tell themselves.
  if (!teller || event.visibleTo !== null) return [];
  const byPerson = new Map<string, Telling[]>();
  for (const telling of await teller({ tx, event, people })) {
    if (telling.userId === event.actorId || !people.some((person) => person.id === telling.userId)) continue;
    byPerson.set(telling.userId, [...(byPerson.get(telling.userId) ?? []), telling]);
  }
  const lines: Line[] = [];
  for (const [userId, tellings] of byPerson) {
    const reason = strongest(tellings.map((telling) => telling.reason));
    const telling = tellings.find((one) => one.reason === reason);
    if (!reason || !telling || (muted.has(userId) && !getsThroughMute(reason))) continue;
    lines.push({
      id: newId(),
      investigationId: event.streamId,
      eventSeq: event.seq,
      actorId: event.actorId,
      at: event.at,
      ...telling,
    });
  }
  return lines;
}
