import { beforeAll, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { loadDocument } from '@/lib/notes/document.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import { testDatabase } from '../support/database.ts';
import { joins, person } from '../support/people.ts';
import type { Served } from './servers.ts';
import { liveServers } from './servers.ts';
import { openClaimDocument } from './stage.ts';

const test = testDatabase();
const { serve, connect } = liveServers(test);
let processes: readonly Served[];
beforeAll(async () => {
  processes = [await serve(), await serve(), await serve()];
  await vi.waitFor(() => expect(processes.map(({ live }) => live.stats().peers)).toEqual([2, 2, 2]), 8000);
});

const words = (text: LiveText) => text.doc.getText('t').toJSON();
const saved = (text: LiveText) => expect.poll(() => text.status.get().kind, { timeout: 8000 }).toBe('saved');
const poll = { timeout: 8000 };

it('LIV-2: three processes serve one document; when one goes its people move, and nothing is lost or doubled', async () => {
  const people = [await person(test.db, 'Luz'), await person(test.db, 'Mo'), await person(test.db, 'Ana')] as const;
  const [luz, mo, ana] = people;
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  for (const who of [mo, ana]) await joins(test.db, who, investigationId, 'checker');
  const ports = processes.map(({ port }) => port);
  const texts = people.map((who, index) => connect(() => ports[index] ?? 0, who).text(documentId, NOTE_SCHEMA_VERSION));
  for (const text of texts) await saved(text);

  const written: string[] = [];
  const everyoneWrites = (round: number) => {
    for (const [index, text] of texts.entries()) {
      const word = `${index}-${round};`;
      written.push(word);
      text.doc.getText('t').insert(0, word);
    }
  };
  for (let round = 0; round < 8; round += 1) everyoneWrites(round);
  // The third process goes while all of them write; its person comes back through the first.
  ports[2] = ports[0] ?? 0;
  const stopping = processes[2]?.stop();
  for (let round = 8; round < 16; round += 1) everyoneWrites(round);
  await stopping;
  for (const text of texts) await saved(text);

  await expect.poll(() => new Set(texts.map(words)).size, poll).toBe(1);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, (await loadDocument(test.db.prisma, documentId)).state);
  expect(copy.getText('t').toJSON()).toBe(words(texts[0] as LiveText));
  expect(
    words(texts[0] as LiveText)
      .match(/[^;]+;/gu)
      ?.sort(),
  ).toEqual(written.sort());
  await expect.poll(() => processes.slice(0, 2).map(({ live }) => live.stats().peers), poll).toEqual([1, 1]);
});
