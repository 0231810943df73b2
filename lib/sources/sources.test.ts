import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { loadDocument } from '@/lib/notes/document.ts';
import { sha256 } from '@/lib/platform/canonical.ts';
import { execute } from '@/lib/platform/command.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { intakeSource, sealSource } from './commands.ts';
import { getSource, getVersion } from './queries.ts';

const test = testDatabase();
const paste =
  'Monday, 4 March 2024\n\nThe crane that was paid twice\n\nThe port paid in January for a crane that it had already paid for in October. \nNobody noticed it until now.\n\n  1. I worked there.\n\n  3. Y yo también.';

async function stage() {
  const luz = await person(test.db, 'Luz');
  const mo = await person(test.db, 'Mo');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  await joins(test.db, mo, investigationId, 'annotator');
  return { luz, mo, investigationId };
}

describe('sources', () => {
  it('SRC-2: keeps the paste byte for byte', async () => {
    const { luz, investigationId } = await stage();
    const { id } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text: paste });
    const source = await answer(test.db, getSource, luz, { sourceId: id });
    expect(source).toMatchObject({
      title: 'The crane that was paid twice',
      state: 'draft',
      raw: { sha256: sha256(paste) },
      versions: [],
    });
    const raw = await test.db.prisma.rawInput.findFirstOrThrow({ where: { sha256: sha256(paste) } });
    expect(Buffer.from(raw.bytes).toString('utf8')).toBe(paste);
  });

  it('SRC-3: sealing makes version 1 with its hash; the database refuses to change it, also to the application', async () => {
    const { luz, investigationId } = await stage();
    const { id } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text: paste, seal: true });
    const version = await answer(test.db, getVersion, luz, { sourceId: id, number: 1 });
    expect(version.sha256).toBe(sha256(version.text));
    expect(version.blocks.map((block) => block.label)).toEqual(['D1', 'H1', 'P1', 'C1', 'C3']);
    expect(version.text).not.toContain(' \n');
    for (const sql of [
      `UPDATE "SourceVersion" SET text = 'other'`,
      `DELETE FROM "SourceVersion"`,
      `UPDATE "Block" SET start = 0`,
      `DELETE FROM "Block"`,
      `UPDATE "RawInput" SET sha256 = ''`,
      `TRUNCATE "Block"`,
      `INSERT INTO "Block" (id, "versionId", ordinal, role, label, start, "end") SELECT gen_random_uuid(), id, 99, 'body', 'P99', 0, 1 FROM "SourceVersion"`,
    ]) {
      await expect(test.db.pool.query(sql)).rejects.toThrow(/append-only|permission denied|takes no more/);
    }
  });

  it('SRC-3: two people who seal at once: one seals, the other is told', async () => {
    const { luz, mo, investigationId } = await stage();
    const { id } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text: paste });
    const results = await Promise.all([luz, mo].map((who) => execute(test.db, sealSource, who, { sourceId: id })));
    expect(results.map((result) => (result.ok ? 'sealed' : result.error.code)).sort()).toEqual(['conflict', 'sealed']);
    expect((await answer(test.db, getSource, luz, { sourceId: id })).versions).toHaveLength(1);
  });

  it.each([
    ['nothing', '', /nothing in it/],
    ['only spaces', ' \n\t \u00a0', /nothing in it/],
    ['control characters and right-to-left marks only', '\u0007\u200f\u202e\u0001', /cannot be seen|nothing in it/],
    ['the bytes of a file', 'PK\u0000\u0003', /bytes of a file/],
    ['more parts than anything to read has', 'a\n\n'.repeat(20_001), /several sources/],
    ['five megabytes', 'word '.repeat(1_000_000), /several sources/],
  ])('SRC-8: a paste of %s gets a sentence and leaves nothing half-made', async (_name, text, sentence) => {
    const { luz, investigationId } = await stage();
    const result = await execute(test.db, intakeSource, luz, { investigationId, kind: 'text', text });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(result.ok ? '' : result.error.detail).toMatch(sentence);
    expect(await test.db.prisma.source.count({ where: { investigationId } })).toBe(0);
  });

  it('SRC-8: right-to-left marks among words are kept, and the text still seals', async () => {
    const { luz, investigationId } = await stage();
    const { id } = await done(test.db, intakeSource, luz, {
      investigationId,
      kind: 'text',
      text: 'שלום \u200fעולם\u0007 and more.',
      seal: true,
    });
    expect((await answer(test.db, getVersion, luz, { sourceId: id, number: 1 })).text).toContain('\u200fעולם\u0007');
  });

  it('SRC-3: sealing takes what was written in the draft, and an emptied draft is refused', async () => {
    const { luz, mo, investigationId } = await stage();
    const { id } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text: paste });
    const { draft } = await answer(test.db, getSource, luz, { sourceId: id });
    const write = async (change: (text: Y.XmlFragment) => void) => {
      const { state, seq } = await loadDocument(test.db.prisma, draft.documentId);
      const doc = new Y.Doc();
      Y.applyUpdate(doc, state);
      const before = Y.encodeStateVector(doc);
      change(doc.getXmlFragment('default'));
      const update = Uint8Array.from(Y.encodeStateAsUpdate(doc, before));
      await test.db.prisma.liveUpdate.create({
        data: { documentId: draft.documentId, seq: seq + 1, update, actorId: mo.userId },
      });
      await test.db.prisma.liveDocument.update({ where: { id: draft.documentId }, data: { seq: seq + 1 } });
    };
    await write((text) => text.delete(0, text.length));
    expect(await execute(test.db, sealSource, luz, { sourceId: id })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', detail: 'The draft is empty. Write or paste something before you seal it.' },
    });
    expect(await answer(test.db, getSource, luz, { sourceId: id })).toMatchObject({ state: 'draft', versions: [] });
    await write((text) => {
      const block = new Y.XmlElement('block');
      block.setAttribute('role', 'caption');
      block.insert(0, [new Y.XmlText('The crane, seen from the quay  ')]);
      text.insert(0, [block]);
    });
    await done(test.db, sealSource, mo, { sourceId: id });
    expect(await answer(test.db, getVersion, luz, { sourceId: id, number: 1 })).toMatchObject({
      text: 'The crane, seen from the quay',
      blocks: [{ role: 'caption', label: 'Cap1', start: 0, end: 29 }],
      sealedBy: { id: mo.userId },
    });
  });

  it('ACC-1: a viewer brings nothing in and seals nothing', async () => {
    const { luz, investigationId } = await stage();
    const eve = await person(test.db, 'Eve');
    await joins(test.db, eve, investigationId, 'viewer');
    const { id } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text: paste });
    const refused = { ok: false, error: { code: 'forbidden' } };
    expect(await execute(test.db, intakeSource, eve, { investigationId, kind: 'text', text: paste })).toMatchObject(
      refused,
    );
    expect(await execute(test.db, sealSource, eve, { sourceId: id })).toMatchObject(refused);
  });
});
