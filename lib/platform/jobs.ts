import { z } from 'zod';
import type { Database, Transaction } from './db.ts';
import type { Prisma } from './db.ts';
import { logUnforeseen } from './log.ts';
import { newId } from './ids.ts';

/**
 * Long work (RUN-4): reading a large document, moving marks, an export. A job is a row; a runner in each server process
 * takes the oldest one that waits, says how far it is, notices a cancel, and when a process dies another one begins the
 * job again. What a job makes is written by a command, and that command ends the job in its own transaction
 * (`finishJob`), so it happens once however often the job was begun.
 */
export interface JobKind {
  readonly kind: string;
  readonly run: (ctx: JobContext) => Promise<Prisma.InputJsonObject>;
}

export interface JobContext {
  readonly db: Database;
  readonly id: string;
  /** Whose work it is: its commands are executed as this person, with the rights that they have then. */
  readonly userId: string;
  readonly input: unknown;
  readonly payload: Uint8Array | null;
  readonly signal: AbortSignal;
  readonly progress: (step: string, done: number, total: number) => void;
}

/** Ends a job with a sentence for the person who asked. */
export class JobRefused extends Error {}

const POLL_MS = 300;
const BEAT_MS = 400;
/** A runner that has not been heard of for so long has died with its process. */
const DEAD = '12 seconds';
const MAX_ATTEMPTS = 3;

declare global {
  // The runner of this process, also where the bundler makes two copies of this module.
  var redthreadJobsWake: (() => void) | undefined;
}

export interface NewJob {
  readonly id?: string | undefined;
  readonly kind: string;
  readonly userId: string;
  readonly input: Prisma.InputJsonObject;
  readonly payload?: Uint8Array | undefined;
  readonly now: Date;
}

export async function startJob(
  tx: Transaction,
  { id = newId(), kind, userId, input, payload, now }: NewJob,
): Promise<string> {
  await tx.job.create({
    data: {
      id,
      kind,
      createdById: userId,
      input,
      createdAt: now,
      ...(payload ? { payload: Uint8Array.from(payload) } : {}),
    },
  });
  // After the commit, most likely; if before, the next look finds it.
  setTimeout(() => globalThis.redthreadJobsWake?.(), 10);
  return id;
}

/** Inside the command that does what the job is for. False: it was cancelled, or somebody else has done it. */
export async function finishJob(tx: Transaction, id: string, result: Prisma.InputJsonObject): Promise<boolean> {
  const ended = await tx.job.updateMany({
    where: { id, state: 'running', cancelAt: null },
    data: { state: 'done', result, payload: null, endedAt: new Date() },
  });
  return ended.count === 1;
}

const claimed = z.object({
  id: z.string(),
  kind: z.string(),
  createdById: z.string(),
  input: z.unknown(),
  payload: z.instanceof(Uint8Array).nullable(),
  attempts: z.number(),
});
type Claimed = z.infer<typeof claimed>;

export interface Runner {
  readonly close: () => Promise<void>;
}

export function startJobs(db: Database, kinds: readonly JobKind[], atOnce = 1): Runner {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const working = new Map<Promise<void>, AbortController>();
  let closed = false;
  let looking = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    if (closed || looking || working.size >= atOnce) return;
    looking = true;
    try {
      const job = await claim(db, [...byName.keys()]);
      if (!job) return;
      const kind = byName.get(job.kind);
      if (!kind) return;
      const stop = new AbortController();
      const work: Promise<void> = perform(db, kind, job, stop, () => closed).finally(() => {
        working.delete(work);
        globalThis.redthreadJobsWake?.();
      });
      working.set(work, stop);
    } catch (error) {
      // The database may be gone because the process is stopping.
      if (timer !== undefined) logUnforeseen(error);
    } finally {
      looking = false;
    }
  }
  const tick = () => {
    clearTimeout(timer);
    void look().finally(() => {
      if (!closed) timer = setTimeout(tick, POLL_MS);
    });
  };
  globalThis.redthreadJobsWake = tick;
  tick();
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      if (globalThis.redthreadJobsWake === tick) globalThis.redthreadJobsWake = undefined;
      for (const stop of working.values()) stop.abort();
      await Promise.all(working.keys());
    },
  };
}

async function claim({ pool }: Database, kinds: readonly string[]): Promise<Claimed | null> {
  const { rows } = await pool.query(
    `UPDATE "Job" SET state = 'running', attempts = attempts + 1, "heartbeatAt" = now()
     WHERE id = (SELECT id FROM "Job"
       WHERE kind = ANY($1) AND (state = 'queued' OR (state = 'running' AND "heartbeatAt" < now() - interval '${DEAD}'))
       ORDER BY "createdAt" LIMIT 1 FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, "createdById", input, payload, attempts`,
    [kinds],
  );
  return rows.length > 0 ? claimed.parse(rows[0]) : null;
}

async function perform(
  db: Database,
  kind: JobKind,
  job: Claimed,
  stop: AbortController,
  closing: () => boolean,
): Promise<void> {
  let said = { step: '', done: 0, total: 0 };
  const beat = async () => {
    const { rows } = await db.pool.query<{ cancelled: boolean }>(
      `UPDATE "Job" SET "heartbeatAt" = now(), step = $2, done = $3, total = $4 WHERE id = $1 AND state = 'running'
       RETURNING "cancelAt" IS NOT NULL AS cancelled`,
      [job.id, said.step, said.done, said.total],
    );
    if (rows[0]?.cancelled) stop.abort();
  };
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  const end = (state: 'done' | 'failed' | 'cancelled', data: { result?: Prisma.InputJsonObject; failure?: string }) =>
    db.prisma.job.updateMany({
      where: { id: job.id, state: 'running' },
      data: { state, ...data, payload: null, endedAt: new Date() },
    });
  try {
    if (job.attempts > MAX_ATTEMPTS) {
      await end('failed', {
        failure: 'This was begun three times and never came to an end. Split it into smaller pieces.',
      });
      return;
    }
    await beat();
    const { id, createdById: userId, input, payload } = job;
    const progress = (step: string, done: number, total: number) => (said = { step, done, total });
    const result = await kind.run({ db, id, userId, input, payload, signal: stop.signal, progress });
    await end('done', { result });
  } catch (error) {
    if (closing()) {
      // Stopping, not failing: whoever starts next goes on with it.
      await db.prisma.job.updateMany({
        where: { id: job.id, state: 'running' },
        data: { state: 'queued', heartbeatAt: null, attempts: { decrement: 1 } },
      });
    } else if (stop.signal.aborted) await end('cancelled', {});
    else if (error instanceof JobRefused) await end('failed', { failure: error.message });
    else {
      logUnforeseen(error);
      await end('failed', { failure: 'Something broke on our side. Nothing was changed. Try again.' });
    }
  } finally {
    clearInterval(timer);
  }
}
