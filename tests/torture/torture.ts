import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { createClaim } from '../../lib/claims/commands.ts';
import { createInvestigation } from '../../lib/investigations/commands.ts';
import { loadDocument } from '../../lib/notes/document.ts';
import { verifyAudit } from '../../lib/platform/audit.ts';
import { sha256 } from '../../lib/platform/canonical.ts';
import type { Database } from '../../lib/platform/db.ts';
import { openDatabase } from '../../lib/platform/db.ts';
import { newId } from '../../lib/platform/ids.ts';
import { migrate } from '../../lib/platform/migrate.ts';
import { done, person } from '../support/people.ts';
import type { Ledger, Route } from './load.ts';
import { Editor, follow, Sender } from './load.ts';
import { TorturedApp, TorturedPostgres, TorturedRedis } from './machines.ts';

export interface TortureOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Plants "acknowledge before the commit" in the applications. */
  readonly fault?: boolean;
  readonly apps: number;
  /** Every so many rounds it is Postgres that is killed; with Redis, the round before that it is Redis. */
  readonly postgresEvery: number;
  /** Share of the tabs that are lost together with an application; 0.3 unless said otherwise. */
  readonly tabs?: number;
  /** Redis carries presence and wake-ups. */
  readonly redis?: boolean;
  readonly say?: (line: string) => void;
}

export interface TortureResult {
  readonly rounds: number;
  readonly kills: { readonly app: number; readonly postgres: number; readonly redis: number };
  readonly edits: Count;
  readonly commands: Count;
  /** Numbers that a follower of the case was not sent, or was sent twice or out of order. */
  readonly feedFaults: number;
  /** The first line of the audit trail that does not fit; null when all do. */
  readonly brokenTrail: boolean;
}

export interface Count {
  readonly sent: number;
  readonly acknowledged: number;
  readonly missing: number;
  readonly doubled: number;
}

const EDITORS = 8;
const SENDERS = 3;
const DOCUMENTS = 3;

/** The same kills in the same order for the same seed; when exactly each strikes is up to the machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

/**
 * Kills applications and Postgres with -9 under load and counts afterwards: everything of which "saved" was said must be
 * there exactly once, and nothing twice (LIV-1, CORE-2, CORE-3).
 */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const { rounds, seed, fault, postgresEvery, say } = options;
  const random = randomFrom(seed);
  const postgres = new TorturedPostgres();
  const redis = options.redis ? new TorturedRedis() : null;
  await Promise.all([postgres.start(), redis?.start()]);
  const secret = randomBytes(32).toString('base64url');
  const env = () => ({
    DATABASE_URL: postgres.url,
    AUTH_SECRET: secret,
    ...(redis ? { REDIS_URL: redis.url } : {}),
    ...(fault ? { TORTURE_FAULT: '1' } : {}),
  });
  const apps = Array.from({ length: options.apps }, () => new TorturedApp(env));
  const ledger: Ledger = { edits: new Map(), commands: new Map(), feeds: [] };
  const kills = { app: 0, postgres: 0, redis: 0 };
  try {
    await migrate(postgres.url);
    const stage = await setStage(postgres.url);
    await Promise.all(apps.map((app) => app.start()));
    const route: Route = () => {
      const up = apps.filter((app) => app.alive);
      return (up[Math.floor(random() * up.length)] ?? apps[0])?.port ?? 0;
    };
    const editors = stage.tokens
      .slice(0, EDITORS)
      .map((token, index) => new Editor(`e${index}`, stage.documents, route, token, ledger, random));
    const senders = stage.tokens
      .slice(0, SENDERS)
      .map((token, index) => new Sender(`s${index}`, stage.investigationId, route, token, ledger));
    const followers = stage.tokens.slice(0, 3).map((token) => follow(route, token, stage.investigationId, ledger));
    const work = [...editors.map((editor) => editor.run()), ...senders.map((sender) => sender.run())];

    for (let round = 1; round <= rounds; round += 1) {
      await underLoad(ledger);
      await pause(random() * 400);
      if (round % postgresEvery === 0) {
        postgres.kill();
        kills.postgres += 1;
        await postgres.start();
      } else if (redis && round % postgresEvery === postgresEvery - 1) {
        await redis.kill();
        kills.redis += 1;
        await redis.start();
      } else {
        const app = apps[Math.floor(random() * apps.length)];
        await app?.kill();
        kills.app += 1;
        // Some lose their tab in the same moment: then nobody can send again what had been called saved.
        for (const editor of editors) if (random() < (options.tabs ?? 0.3)) editor.crash();
        await app?.start();
      }
      if (round % 5 === 0) say?.(`${round} rounds, ${acknowledged(ledger.edits)} edits acknowledged`);
    }
    await underLoad(ledger);
    for (const sender of senders) sender.stop();
    await Promise.all(editors.map((editor) => editor.finish(fault ? 3000 : 20_000)));
    await Promise.all(work);
    const db = await openDatabase(postgres.url, 4);
    try {
      const last = await lastEvent(db, stage.investigationId);
      for (let waited = 0; ledger.feeds.some((feed) => feed.at(-1) !== last) && waited < 8000; waited += 50)
        await pause(50);
      for (const follower of followers) follower.stop();
      return {
        rounds,
        kills,
        edits: await countEdits(db, stage.documents, ledger.edits),
        commands: await countCommands(db, stage.investigationId, ledger.commands),
        feedFaults: ledger.feeds.reduce((sum, feed) => sum + faultsOf(feed, last), 0),
        brokenTrail: (await verifyAudit(db.prisma)).broken !== null,
      };
    } finally {
      await db.close();
    }
  } finally {
    await Promise.all([...apps, ...(redis ? [redis] : [])].map((machine) => machine.kill()));
    await postgres.stop();
  }
}

const acknowledged = (kept: ReadonlyMap<string, boolean>): number => [...kept.values()].filter(Boolean).length;

/** Waits until work gets through again: a kill that strikes a standing system proves nothing. */
async function underLoad(ledger: Ledger): Promise<void> {
  const [edits, commands] = [acknowledged(ledger.edits), acknowledged(ledger.commands)];
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (acknowledged(ledger.edits) > edits + 15 && acknowledged(ledger.commands) > commands + 2) return;
    await pause(20);
  }
  throw new Error('for 30 seconds nothing was acknowledged any more');
}

/** A case with rationales to write in, and people with tokens who may. */
export async function setStage(url: string) {
  const db = await openDatabase(url, 4);
  try {
    const lead = await person(db, 'Lead');
    const { id: investigationId } = await done(db, createInvestigation, lead, { title: 'Torture' });
    const documents: string[] = [];
    for (let n = 0; n < DOCUMENTS; n += 1) {
      const { id } = await done(db, createClaim, lead, { investigationId, statement: `Text ${n}` });
      documents.push((await db.prisma.claim.findUniqueOrThrow({ where: { id } })).rationaleDocumentId);
    }
    const tokens: string[] = [];
    for (let n = 0; n < EDITORS; n += 1) {
      const secret = `rdt_${randomBytes(24).toString('base64url')}`;
      const { userId } = await person(db, `Person ${n}`);
      await db.prisma.membership.create({
        data: { investigationId, userId, role: 'checker', addedById: lead.userId },
      });
      await db.prisma.apiToken.create({
        data: { id: newId(), userId, name: 'torture', tokenHash: sha256(secret), scopes: ['read', 'write'] },
      });
      tokens.push(secret);
    }
    return { investigationId, documents, tokens };
  } finally {
    await db.close();
  }
}

const countEdits = async (db: Database, documents: readonly string[], sent: Ledger['edits']): Promise<Count> =>
  count(sent, await wordsOf(db, documents));

/** Every word that editors have left in these texts, and how often it is there. */
export async function wordsOf(db: Database, documents: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const id of documents) {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, (await loadDocument(db.prisma, id)).state);
    for (const word of doc
      .getText('t')
      .toJSON()
      .match(/[^;]*;/gu) ?? [])
      found.set(word, (found.get(word) ?? 0) + 1);
  }
  return found;
}

async function countCommands(db: Database, investigationId: string, sent: Ledger['commands']): Promise<Count> {
  const claims = await db.prisma.claim.findMany({ where: { investigationId }, select: { statement: true, id: true } });
  const events = await db.prisma.event.groupBy({
    by: ['subjectId'],
    where: { streamId: investigationId, type: 'claim.created' },
    _count: true,
  });
  const told = new Map(events.map(({ subjectId, _count }) => [subjectId, _count]));
  const found = new Map<string, number>();
  for (const { statement, id } of claims)
    found.set(statement, (found.get(statement) ?? 0) + Math.max(1, told.get(id) ?? 0));
  for (const { statement, id } of claims) if (!told.has(id)) found.set(statement, 0);
  return count(sent, found);
}

function count(sent: ReadonlyMap<string, boolean>, found: ReadonlyMap<string, number>): Count {
  const said = [...sent].filter(([, yes]) => yes).map(([name]) => name);
  return {
    sent: sent.size,
    acknowledged: said.length,
    missing: said.filter((name) => !found.get(name)).length,
    doubled: [...sent.keys()].filter((name) => (found.get(name) ?? 0) > 1).length,
  };
}

const lastEvent = async (db: Database, id: string): Promise<number> =>
  (await db.prisma.eventStream.findUniqueOrThrow({ where: { id } })).seq;

function faultsOf(feed: readonly number[], last: number): number {
  let faults = feed.at(-1) === last ? 0 : 1;
  for (const [index, seq] of feed.entries()) if (index > 0 && seq !== (feed[index - 1] ?? 0) + 1) faults += 1;
  return faults;
}
