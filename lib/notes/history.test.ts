import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { openClaimDocument } from '@/tests/live/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { execute } from '../platform/command.ts';
import { appendUpdates } from './append.ts';
import { restoreDocument } from './commands.ts';
import { documentAuthors, documentTextAt } from './document.ts';
import { readDocumentAt, readHistory } from './queries.ts';

const test = testDatabase();

/** Writes as an editor would: one paragraph a call. */
async function stage() {
  const luz = await person(test.db, 'Luz');
  const mo = await person(test.db, 'Mo');
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  await joins(test.db, mo, investigationId, 'checker');
  const doc = new Y.Doc();
  const write = async (userId: string, change: (fragment: Y.XmlFragment) => void) => {
    const before = Y.encodeStateVector(doc);
    doc.clientID = userId === luz.userId ? 1001 : 1002;
    doc.transact(() => change(doc.getXmlFragment('default')));
    await appendUpdates(test.db.pool, documentId, [{ update: Y.encodeStateAsUpdate(doc, before), userId }]);
  };
  const paragraph = (words: string) => {
    const element = new Y.XmlElement('paragraph');
    element.insert(0, [new Y.XmlText(words)]);
    return element;
  };
  await write(luz.userId, (fragment) => fragment.insert(0, [paragraph('The port paid twice.')]));
  await write(mo.userId, (fragment) => fragment.insert(1, [paragraph('Two invoices say so.')]));
  await write(luz.userId, (fragment) => {
    fragment.delete(0, 1);
    fragment.insert(1, [paragraph('Nobody knows.')]);
  });
  return { luz, mo, documentId, doc };
}

describe('LIV-7: history', () => {
  it('says who wrote when, shows any moment and what differs from another', async () => {
    const { luz, mo, documentId } = await stage();
    const { items } = await answer(test.db, readHistory, mo, { documentId });
    expect(items).toMatchObject([{ from: 1, to: 3, edits: 3 }]);
    expect(items[0]?.authors.map(({ id }) => id).sort()).toEqual([luz.userId, mo.userId].sort());
    const then = await answer(test.db, readDocumentAt, mo, { documentId, seq: 2 });
    expect(then.text).toBe('The port paid twice.\nTwo invoices say so.');
    expect(
      then.changes
        .filter(({ kind }) => kind === 'after')
        .map(({ text }) => text)
        .join(''),
    ).toContain('Nobody knows.');
    expect((await answer(test.db, readDocumentAt, mo, { documentId, seq: 0, against: 1 })).text).toBe('');
  });

  it('brings a moment back as a new edit, leaves what both have alone, and makes who did it an author', async () => {
    const { luz, mo, documentId, doc } = await stage();
    const { seq } = await done(test.db, restoreDocument, mo, { documentId, seq: 2 });
    expect(seq).toBe(4);
    expect(await documentTextAt(test.db.prisma, documentId, 4)).toBe('The port paid twice.\nTwo invoices say so.');
    // Nothing is lost: the moment before is still there.
    expect(await documentTextAt(test.db.prisma, documentId, 3)).toBe('Two invoices say so.\nNobody knows.');
    expect((await documentAuthors(test.db.prisma, documentId)).sort()).toEqual([luz.userId, mo.userId].sort());
    // A colleague who was writing in the paragraph that stayed is not disturbed.
    const staying = doc.getXmlFragment('default').get(0);
    const rows = await test.db.prisma.liveUpdate.findMany({ where: { documentId, seq: 4 } });
    for (const { update } of rows) Y.applyUpdate(doc, new Uint8Array(update));
    expect(doc.getXmlFragment('default').toArray()).toContain(staying);
    const event = await test.db.prisma.event.findFirstOrThrow({ where: { type: 'document.restored' } });
    expect(event.data).toEqual({ from: 2, seq: 4 });
  });

  it('refuses a frozen document, a moment that was never, and the moment that is', async () => {
    const { mo, documentId } = await stage();
    const restore = (seq: number) => execute(test.db, restoreDocument, mo, { documentId, seq });
    expect(await restore(9)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await restore(3)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await test.db.prisma.liveDocument.update({ where: { id: documentId }, data: { frozen: true } });
    expect(await restore(1)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});
