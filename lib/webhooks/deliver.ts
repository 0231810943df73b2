import type { FetchUrl } from '../fetch/fetcher.ts';
import { FetchRefused } from '../fetch/refused.ts';
import { authorise, loadActor, on } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { secretsOf, signedHeaders } from './sign.ts';

/** Seconds until the next attempt, after the first, the second, …; then it is given up (the plan of Standard Webhooks). */
export const RETRY_AFTER = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
/** While one process sends, no other takes the same delivery; should it die, another does after so long. */
const LEASE = '60 seconds';
const AT_ONCE = 10;
const ANSWER_BYTES = 64_000;
const KEPT_DAYS = 30;

/**
 * Turns what has been appended to a case's trail into deliveries. The webhook's number moves in the transaction that
 * writes them, and its row is locked by it: each event makes one delivery, whichever process reads. What is for one
 * person alone is never told.
 */
export async function planDeliveries({ prisma }: Database, investigationId: string): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const webhooks = await tx.$queryRaw<{ id: string; types: string[]; seq: number }[]>`
      SELECT id, types, seq FROM "Webhook" WHERE "investigationId" = ${investigationId}::uuid AND "pausedBecause" IS NULL
      ORDER BY id FOR UPDATE`;
    if (webhooks.length === 0) return 0;
    const events = await tx.event.findMany({
      where: { streamId: investigationId, seq: { gt: Math.min(...webhooks.map((one) => one.seq)) } },
      orderBy: { seq: 'asc' },
      select: { seq: true, type: true, at: true, visibleTo: true },
    });
    const last = events.at(-1);
    if (!last) return 0;
    const { count } = await tx.webhookDelivery.createMany({
      data: webhooks.flatMap((webhook) =>
        events
          .filter(({ seq, type, visibleTo }) => seq > webhook.seq && visibleTo === null && wants(webhook.types, type))
          .map(({ seq, type, at }) => ({ id: newId(), webhookId: webhook.id, seq, type, at, nextAt: at })),
      ),
    });
    await tx.webhook.updateMany({ where: { id: { in: webhooks.map((one) => one.id) } }, data: { seq: last.seq } });
    return count;
  });
}

/** `claim.` wants every event about claims. */
const wants = (types: readonly string[], type: string): boolean =>
  types.length === 0 || types.some((one) => one === type || (one.endsWith('.') && type.startsWith(one)));

/** The cases with webhooks whose trail has grown: what a process looks at when it starts or has missed a wake-up. */
export async function unplanned({ pool }: Database): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT s.id FROM "EventStream" s JOIN "Webhook" w ON w."investigationId" = s.id
     WHERE w."pausedBecause" IS NULL AND s.seq > w.seq`,
  );
  return rows.map((row) => row.id);
}

export interface Sending {
  readonly fetchUrl: FetchUrl;
  readonly now: Date;
}

/** Sends what is due, at most ten at once; answers how many were tried. */
export async function sendDue(db: Database, { fetchUrl, now }: Sending): Promise<number> {
  const { rows } = await db.pool.query<{ id: string }>(
    `UPDATE "WebhookDelivery" SET attempts = attempts + 1, "nextAt" = $1::timestamptz + interval '${LEASE}'
     WHERE id IN (
       SELECT d.id FROM "WebhookDelivery" d JOIN "Webhook" w ON w.id = d."webhookId"
       WHERE d.state = 'waiting' AND d."nextAt" <= $1 AND w."pausedBecause" IS NULL
       ORDER BY d."nextAt" LIMIT ${AT_ONCE} FOR UPDATE OF d SKIP LOCKED)
     RETURNING id`,
    [now],
  );
  await Promise.all(rows.map(({ id }) => send(db, id, { fetchUrl, now })));
  return rows.length;
}

async function send(db: Database, id: string, { fetchUrl, now }: Sending): Promise<void> {
  const delivery = await db.prisma.webhookDelivery.findUnique({ where: { id }, include: { webhook: true } });
  if (!delivery) return;
  const { webhook } = delivery;
  const pause = (pausedBecause: 'gone' | 'owner') =>
    db.prisma.webhook.update({ where: { id: webhook.id }, data: { pausedBecause } });
  if (!(await stillMay(db, webhook.createdById, webhook.investigationId))) {
    await pause('owner');
    return;
  }
  const body = await bodyOf(db, webhook.investigationId, delivery);
  const timestamp = Math.floor(now.getTime() / 1000);
  const outcome = await post(
    fetchUrl,
    webhook.url,
    body,
    signedHeaders({ id, timestamp, body }, secretsOf(webhook, now)),
  );
  const delivered = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
  if (outcome.status === 410) await pause('gone');
  const wait = RETRY_AFTER[delivery.attempts - 1];
  await db.prisma.webhookDelivery.updateMany({
    where: { id },
    data: {
      ...outcome,
      ...(delivered
        ? { state: 'delivered', endedAt: now }
        : wait === undefined || outcome.status === 410
          ? { state: 'failed', endedAt: now }
          : // Up to a tenth later, so that a receiver that comes back is not met by everything at once.
            { nextAt: new Date(now.getTime() + wait * (1000 + Math.random() * 100)) }),
    },
  });
}

/** A webhook speaks for the lead who made it: whoever may no longer read the case has nobody told of it either (ACC-3). */
async function stillMay({ prisma }: Database, userId: string, investigationId: string): Promise<boolean> {
  try {
    const caller = { userId };
    await authorise(
      prisma,
      caller,
      await loadActor(prisma, caller, false),
      on.investigation('webhook.read', investigationId),
      false,
    );
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * Says what happened, to which thing, by whom, and not a word of the case: whoever is told asks the API for it, with a
 * token, and with the rights that the token's owner has then.
 */
async function bodyOf(
  { prisma }: Database,
  investigationId: string,
  { seq, type, at }: { seq: number | null; type: string; at: Date },
): Promise<string> {
  const event =
    seq === null
      ? null
      : await prisma.event.findUnique({ where: { streamId_seq: { streamId: investigationId, seq } } });
  return JSON.stringify({
    type,
    timestamp: at.toISOString(),
    data: {
      investigationId,
      ...(event ? { seq, actorId: event.actorId, subject: { type: event.subjectType, id: event.subjectId } } : {}),
    },
  });
}

interface Outcome {
  readonly status: number | null;
  readonly problem: string | null;
}

async function post(
  fetchUrl: FetchUrl,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Outcome> {
  try {
    const { status } = await fetchUrl(url, {
      method: 'POST',
      body,
      headers,
      redirects: 0,
      anyStatus: true,
      maxBytes: ANSWER_BYTES,
    });
    return { status, problem: null };
  } catch (error) {
    if (error instanceof FetchRefused) return { status: error.status, problem: error.message };
    throw error;
  }
}

/** What has ended is forgotten after a month; the trail itself stays. */
export async function forgetDeliveries({ prisma }: Database, now: Date): Promise<void> {
  await prisma.webhookDelivery.deleteMany({
    where: { endedAt: { lt: new Date(now.getTime() - KEPT_DAYS * 86_400_000) } },
  });
}
