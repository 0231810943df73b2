import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { appendBatches } from '@/lib/notes/append.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import { testDatabase } from '../support/database.ts';
import { joins, person } from '../support/people.ts';
import { liveServers } from './servers.ts';
import { openClaimDocument } from './stage.ts';

const test = testDatabase();
const { serve, connect } = liveServers(test);

const words = (text: LiveText) => text.doc.getText('t').toJSON();
const saved = (text: LiveText) => expect.poll(() => text.status.get().kind, { timeout: 5000 }).toBe('saved');

async function stage() {
  const [luz, mo] = [await person(test.db, 'Luz'), await person(test.db, 'Mo')];
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  await joins(test.db, mo, investigationId, 'checker');
  return { luz, mo, documentId };
}

describe('when the answer of the database is lost', () => {
  it.each(['committed', 'not committed'])(
    'LIV-1: an edit that was %s arrives once, with its author and with everybody else',
    async (outcome) => {
      const { luz, mo, documentId } = await stage();
      let unlucky = 0;
      const { port } = await serve({
        append: async (batch) => {
          const unluckyNow = unlucky-- === 1;
          if (unluckyNow && outcome === 'not committed') throw new Error('connection lost');
          const [appended] = await appendBatches(test.db.pool, [batch], { wait: true });
          if (unluckyNow || !appended || appended === 'busy') throw new Error('connection lost');
          return appended;
        },
      });
      const [a, b] = [
        connect(port, luz).text(documentId, NOTE_SCHEMA_VERSION),
        connect(port, mo).text(documentId, NOTE_SCHEMA_VERSION),
      ];
      await saved(a);
      await saved(b);
      unlucky = 1;
      a.doc.getText('t').insert(0, 'Two invoices.');
      await saved(a);
      await expect.poll(() => words(b), { timeout: 5000 }).toBe('Two invoices.');
      expect(await test.db.prisma.liveUpdate.count({ where: { documentId } })).toBe(1);
    },
  );
});

describe('LIV-5: nesting without end', () => {
  it.each([
    ['elements', nested(101)],
    ['values of an attribute', deepValue(40)],
  ])('%s: refused with a reason, the log and the colleague unharmed', async (_name, update) => {
    const { luz, mo, documentId } = await stage();
    const { port } = await serve();
    const [attacker, colleague] = [
      connect(port, luz).text(documentId, NOTE_SCHEMA_VERSION),
      connect(port, mo).text(documentId, NOTE_SCHEMA_VERSION),
    ];
    await saved(attacker);
    await saved(colleague);
    const before = attacker.status.get();
    let left = false;
    attacker.status.subscribe(() => (left ||= attacker.status.get().kind === 'offline'));
    expect(before.kind).toBe('saved');
    Y.applyUpdate(attacker.doc, update);
    await expect.poll(() => left, { timeout: 5000 }).toBe(true);
    colleague.doc.getText('t').insert(0, 'unharmed');
    await saved(colleague);
    expect(await test.db.prisma.liveUpdate.count({ where: { documentId } })).toBe(1);
  });

  it('as deep as anybody writes is taken', async () => {
    const { luz, documentId } = await stage();
    const { port } = await serve();
    const text = connect(port, luz).text(documentId, NOTE_SCHEMA_VERSION);
    await saved(text);
    Y.applyUpdate(text.doc, nested(60));
    await saved(text);
    expect(await test.db.prisma.liveUpdate.count({ where: { documentId } })).toBeGreaterThan(0);
  });
});

function nested(levels: number): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    let parent: Y.XmlFragment = doc.getXmlFragment('default');
    for (let level = 0; level < levels; level += 1) {
      const element = new Y.XmlElement('bulletList');
      parent.insert(0, [element]);
      parent = element;
    }
  });
  return Y.encodeStateAsUpdate(doc);
}

function deepValue(levels: number): Uint8Array {
  const doc = new Y.Doc();
  let value: unknown[] = [];
  for (let level = 0; level < levels; level += 1) value = [value];
  doc.getMap('m').set('k', value);
  return Y.encodeStateAsUpdate(doc);
}
