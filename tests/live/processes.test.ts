import type { ChildProcess } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createClaim } from '@/lib/claims/commands.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { GroupCommit } from '@/lib/live/log.ts';
import { encodeFrame } from '@/lib/live/wire.rules.ts';
import { loadDocument, lockDocument } from '@/lib/notes/document.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import { freePort } from '@/server/postgres.ts';
import { testDatabase } from '../support/database.ts';
import { done, joins, person } from '../support/people.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import type { Served } from './servers.ts';
import { liveServers } from './servers.ts';
import { openClaimDocument } from './stage.ts';

const test = testDatabase();
const { serve, connect, socket } = liveServers(test);
let first: Served;
let second: Served;
beforeAll(async () => {
  first = await serve();
  second = await serve();
  await vi.waitFor(() => expect(first.live.stats().peers + second.live.stats().peers).toBe(2), 8000);
});

const words = (text: LiveText) => text.doc.getText('t').toJSON();
const write = (text: LiveText, what: string) => text.doc.getText('t').insert(text.doc.getText('t').length, what);
const saved = (text: LiveText) => expect.poll(() => text.status.get().kind, { timeout: 5000 }).toBe('saved');
const edit = (what: string) => {
  const doc = new Y.Doc();
  doc.getText('t').insert(0, what);
  return { update: Y.encodeStateAsUpdate(doc), client: doc.clientID };
};

async function stage() {
  const luz = await person(test.db, 'Luz');
  const mo = await person(test.db, 'Mo');
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  await joins(test.db, mo, investigationId, 'checker');
  const { id: claimId } = await test.db.prisma.claim.findFirstOrThrow({ where: { rationaleDocumentId: documentId } });
  return { luz, mo, investigationId, documentId, claimId };
}

describe('group commit', () => {
  it('LIV-1: edits of many documents that wait together reach the disk in one flush, with one NOTIFY', async () => {
    const { luz, investigationId } = await stage();
    const documents: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const { id } = await done(test.db, createClaim, luz, { investigationId, statement: `Claim ${n}` });
      documents.push((await test.db.prisma.claim.findUniqueOrThrow({ where: { id } })).rationaleDocumentId);
    }
    const log = new GroupCommit(test.db, { any: () => true });
    const listener = new pg.Client({ connectionString: test.url });
    await listener.connect();
    await listener.query('LISTEN redthread');
    const heard: string[] = [];
    listener.on('notification', ({ payload = '' }) => heard.push(payload));
    const append = (documentId: string, n: number) =>
      log.append({ documentId, updates: [{ update: edit(`${n}`).update, userId: luz.userId }] });
    // The first two leave at once; what comes while they are on their way travels together.
    const answers = await Promise.all(documents.flatMap((id, n) => [append(id, n), append(id, n)]));
    await expect.poll(() => heard.length).toBe(log.counts.flushes);
    await listener.end();
    expect(answers.every(({ refused }) => refused.size === 0)).toBe(true);
    expect(log.counts.edits).toBe(16);
    expect(log.counts.flushes).toBeLessThanOrEqual(5);
    expect(heard.length).toBe(log.counts.flushes);
    for (const documentId of documents) {
      const rows = await test.db.prisma.liveUpdate.findMany({ where: { documentId }, orderBy: { seq: 'asc' } });
      expect(rows.map(({ seq }) => seq)).toEqual([1, 2]);
    }
  });

  it('LIV-2: a process that is alone notifies nobody, and begins to when another one comes', async () => {
    const { luz, documentId } = await stage();
    let others = false;
    const log = new GroupCommit(test.db, { any: () => others });
    const listener = new pg.Client({ connectionString: test.url });
    await listener.connect();
    await listener.query('LISTEN redthread');
    const heard: string[] = [];
    listener.on('notification', ({ payload = '' }) => heard.push(payload));
    const append = (what: string) =>
      log.append({ documentId, updates: [{ update: edit(what).update, userId: luz.userId }] });
    await append('alone');
    others = true;
    await append('no longer');
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]).toContain(`["${documentId}", 2]`);
    await listener.end();
  });

  it('LIV-1: a document that somebody holds waits alone; the others do not wait for it', async () => {
    const { luz, documentId } = await stage();
    const other = await stage();
    const log = new GroupCommit(test.db, { any: () => true });
    await test.db.prisma.$transaction(async (tx) => {
      await lockDocument(tx, documentId);
      const held = log.append({ documentId, updates: [{ update: edit('held').update, userId: luz.userId }] });
      const free = await log.append({
        documentId: other.documentId,
        updates: [{ update: edit('free').update, userId: other.luz.userId }],
      });
      expect(free.first).toBe(1);
      expect(await Promise.race([held, Promise.resolve('still waiting')])).toBe('still waiting');
    });
    await log.drained();
    expect(await test.db.prisma.liveUpdate.count({ where: { documentId } })).toBe(1);
  });

  it("LIV-5: nobody writes under another person's Yjs number, in the log itself", async () => {
    const { luz, mo, documentId } = await stage();
    const log = new GroupCommit(test.db, { any: () => true });
    const mine = edit('mine');
    const append = (userId: string) =>
      log.append({ documentId, updates: [{ update: mine.update, userId, newClients: [mine.client] }] });
    expect((await append(luz.userId)).refused.size).toBe(0);
    expect((await append(mo.userId)).refused.get(0)).toBe('not_yours');
    await expect(
      test.db.pool.query(`UPDATE "LiveAuthor" SET "userId" = $1 WHERE "documentId" = $2`, [mo.userId, documentId]),
    ).rejects.toThrow();
  });

  it('LIV-3: edits made on an earlier making of the document are not appended', async () => {
    const { luz, documentId } = await stage();
    const log = new GroupCommit(test.db, { any: () => true });
    const { refused } = await log.append({
      documentId,
      lineage: '00000000-0000-7000-8000-00000000dead',
      updates: [{ update: edit('stale').update, userId: luz.userId }],
    });
    expect(refused.get(0)).toBe('lineage');
  });
});

/** The same promises, whatever carries the wake-ups. */
function acrossProcesses(pair: () => readonly [Served, Served]): void {
  it('LIV-2: text, presence and carets reach the other process, and go when people go', async () => {
    const [one, two] = pair();
    const { luz, mo, documentId, claimId } = await stage();
    const [a, b] = [connect(one.port, luz), connect(two.port, mo)];
    const [left, right] = [a.text(documentId, NOTE_SCHEMA_VERSION), b.text(documentId, NOTE_SCHEMA_VERSION)];
    await saved(left);
    await saved(right);
    write(left, 'Two invoices. ');
    await expect.poll(() => words(right), { timeout: 5000 }).toBe('Two invoices. ');
    write(right, 'Three.');
    await expect.poll(() => words(left), { timeout: 5000 }).toBe('Two invoices. Three.');
    left.awareness.setLocalStateField('cursor', { at: 3 });
    await expect
      .poll((): unknown => right.awareness.getStates().get(left.doc.clientID)?.['user'], { timeout: 5000 })
      .toMatchObject({ id: luz.userId });

    const here = a.join('claim', claimId, { reading: 'P1' });
    const there = b.join('claim', claimId, {});
    const seen = () =>
      there.people
        .get()
        .map(({ userId, state }) => [userId, state['reading']])
        .sort();
    await expect.poll(seen, { timeout: 5000 }).toEqual(
      [
        [luz.userId, 'P1'],
        [mo.userId, undefined],
      ].sort(),
    );
    here.setState({ reading: 'P2' });
    await expect.poll(seen, { timeout: 5000 }).toContainEqual([luz.userId, 'P2']);
    a.stop();
    await expect.poll(seen, { timeout: 5000 }).toEqual([[mo.userId, undefined]]);
    await expect.poll(() => right.awareness.getStates().has(left.doc.clientID), { timeout: 5000 }).toBe(false);
  });
}

describe('two processes woken by Postgres', () => {
  acrossProcesses(() => [first, second]);

  it('LIV-5: a caret of somebody else is not moved by a stranger to it, here or in another process', async () => {
    const { luz, mo, documentId } = await stage();
    const luzText = connect(first.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    const watcher = connect(second.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(luzText);
    await saved(watcher);
    luzText.awareness.setLocalStateField('cursor', { at: 1 });
    const cursor = (): unknown => watcher.awareness.getStates().get(luzText.doc.clientID)?.['cursor'];
    await expect.poll(cursor, { timeout: 5000 }).toEqual({ at: 1 });
    for (const port of [first.port, second.port]) {
      const forger = connect(port, mo).text(documentId, NOTE_SCHEMA_VERSION);
      await saved(forger);
      forger.doc.clientID = luzText.doc.clientID;
      forger.awareness.clientID = luzText.doc.clientID;
      forger.awareness.setLocalState({ cursor: { at: 99 } });
      write(forger, 'not mine');
      forger.doc.clientID = 4_000_000 + port;
      forger.awareness.clientID = forger.doc.clientID;
      forger.awareness.setLocalState({ cursor: { at: 5 } });
    }
    write(luzText, 'mine');
    await saved(luzText);
    await expect.poll(() => words(watcher), { timeout: 5000 }).toContain('mine');
    expect(cursor()).toEqual({ at: 1 });
  });

  it('LIV-3: an open document that is made anew is loaded anew, never merged', async () => {
    const { luz, documentId } = await stage();
    const text = connect(first.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(text);
    write(text, 'before the restore');
    await saved(text);
    await test.db.prisma.liveDocument.update({
      where: { id: documentId },
      data: { lineage: '00000000-0000-7000-8000-00000000beef' },
    });
    write(text, ' and after it');
    await expect.poll(() => text.status.get().kind, { timeout: 5000 }).toBe('reload');
    expect(await test.db.prisma.liveUpdate.count({ where: { documentId } })).toBe(1);
  });

  it('graceful stop: what has come in is committed, and people move to the other process', async () => {
    const { luz, mo, documentId } = await stage();
    const third = await serve();
    let port = third.port;
    const moving = connect(() => port, luz);
    const text = moving.text(documentId, NOTE_SCHEMA_VERSION);
    const watcher = connect(second.port, mo).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(text);
    await saved(watcher);
    for (let n = 0; n < 30; n += 1) write(text, `${n} `);
    port = second.port;
    await third.stop();
    await saved(text);
    await expect.poll(() => words(watcher), { timeout: 5000 }).toBe(words(text));
    const copy = new Y.Doc();
    Y.applyUpdate(copy, (await loadDocument(test.db.prisma, documentId)).state);
    expect(copy.getText('t').toJSON()).toBe(Array.from({ length: 30 }, (_, n) => `${n} `).join(''));
  });

  it('LIV-5: somebody who does not read is dropped, not buffered without end; the others notice nothing', async () => {
    const { luz, mo, documentId } = await stage();
    const lazy = socket(first.port, mo);
    await new Promise((resolve) => lazy.once('open', resolve));
    lazy.send(JSON.stringify({ t: 'open', ch: 1, doc: documentId, schema: NOTE_SCHEMA_VERSION }));
    lazy.send(encodeFrame({ kind: 'have', channel: 1, vector: new Uint8Array([0]) }));
    await expect.poll(() => first.live.stats().documents).toBeGreaterThan(0);
    await new Promise((resolve) => lazy.once('message', resolve));
    lazy.pause();
    const text = connect(first.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    const friend = connect(second.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(text);
    const before = first.live.stats().connections;
    for (let n = 0; n < 60; n += 1) {
      write(text, 'x'.repeat(100_000));
      await saved(text);
      if (first.live.stats().connections < before) break;
    }
    await expect.poll(() => first.live.stats().connections).toBeLessThan(before);
    await expect.poll(() => words(friend).length, { timeout: 5000 }).toBe(words(text).length);
    lazy.terminate();
  });
});

describe.skipIf(!hasRedis)('two processes woken by Redis (skipped without redis-server)', () => {
  let redis: ChildProcess | undefined;
  let pair: readonly [Served, Served];
  beforeAll(async () => {
    const port = await freePort();
    redis = await startRedis(port);
    const redisUrl = `redis://127.0.0.1:${port}`;
    pair = [await serve({ redisUrl }), await serve({ redisUrl })];
    await vi.waitFor(() => expect(pair[0].live.stats().peers + pair[1].live.stats().peers).toBe(2), 8000);
  });
  afterAll(() => void redis?.kill());

  describe('as long as it is there', () => {
    acrossProcesses(() => pair);

    it('LIV-2: nothing is kept in Redis: when it dies the processes still follow the log', async () => {
      const { luz, mo, documentId } = await stage();
      const left = connect(pair[0].port, luz).text(documentId, NOTE_SCHEMA_VERSION);
      const right = connect(pair[1].port, mo).text(documentId, NOTE_SCHEMA_VERSION);
      await saved(left);
      await saved(right);
      redis?.kill('SIGKILL');
      write(left, 'without Redis');
      await saved(left);
      await expect.poll(() => words(right), { timeout: 8000 }).toBe('without Redis');
    });
  });
});
