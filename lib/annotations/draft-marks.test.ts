import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { appendUpdates } from '@/lib/notes/append.ts';
import { loadDocument } from '@/lib/notes/document.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { intakeSource, sealSource } from '@/lib/sources/commands.ts';
import { draftTextOf, placeNow } from '@/lib/sources/draft-places.rules.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { createAnnotation } from './commands.ts';
import { getAnnotation } from './queries.ts';

const test = testDatabase();
const paste = [
  'The port paid twice for one crane in January, and nobody at the ministry noticed it before the audit.',
  'Two officials signed both invoices. A spokesman declined to comment.',
  'The supplier returned the money in June.',
].join('\n\n');

async function draft() {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const { id: sourceId } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text: paste });
  const { draftDocumentId } = await test.db.prisma.source.findUniqueOrThrow({ where: { id: sourceId } });
  return { luz, sourceId, draftDocumentId };
}

const mark = async (who: Caller, sourceId: string, exact: string) =>
  (await done(test.db, createAnnotation, who, { sourceId, kind: 'highlight', target: { quote: { exact } } })).id;
const get = (who: Caller, annotationId: string) => answer(test.db, getAnnotation, who, { annotationId });

/** Writes in the draft as an editor does: an update to its log. */
async function write(who: Caller, documentId: string, change: (blocks: Y.XmlElement[], doc: Y.Doc) => void) {
  const { state } = await loadDocument(test.db.prisma, documentId);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => change(doc.getXmlFragment('default').toArray() as Y.XmlElement[], doc));
  const update = Y.encodeStateAsUpdate(doc, before);
  await appendUpdates(test.db.pool, documentId, [{ update, userId: who.userId, sessionId: undefined }]);
}
const wordsIn = (block: Y.XmlElement | undefined) => block!.toArray()[0] as Y.XmlText;

describe('SRC-4: marks on a draft', () => {
  it('follow what is written around and inside them, and are carried when it is sealed', async () => {
    const { luz, sourceId, draftDocumentId } = await draft();
    const crane = await mark(luz, sourceId, 'one crane');
    const officials = await mark(luz, sourceId, 'Two officials signed');
    const money = await mark(luz, sourceId, 'returned the money');
    const marked = await get(luz, crane);
    expect(marked).toMatchObject({ anchors: [], draft: [{ exact: 'one crane' }] });
    await write(luz, draftDocumentId, ([first, second, third], doc) => {
      wordsIn(first).insert(0, 'Correction. ');
      wordsIn(second).delete(0, 3);
      wordsIn(second).insert(0, 'Three');
      const gone = doc.getXmlFragment('default').toArray().indexOf(third!);
      doc.getXmlFragment('default').delete(gone, 1);
    });
    const { state } = await loadDocument(test.db.prisma, draftDocumentId);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    const [kept] = marked.draft ?? [];
    const now = placeNow(doc, { from: Buffer.from(kept!.from, 'base64'), to: Buffer.from(kept!.to, 'base64') });
    expect(now && draftTextOf(doc).text.slice(now.start, now.end)).toBe('one crane');
    await done(test.db, sealSource, luz, { sourceId });
    expect((await get(luz, crane)).anchors).toMatchObject([{ version: 1, state: 'exact', exact: 'one crane' }]);
    expect((await get(luz, crane)).draft).toBeUndefined();
    const [changed] = (await get(luz, officials)).anchors;
    expect(changed).toMatchObject({ version: 1, state: 'changed' });
    expect(changed?.exact.endsWith('officials signed')).toBe(true);
    expect((await get(luz, money)).anchors).toMatchObject([{ version: 1, state: 'orphan', start: null }]);
  });

  it('are found by their words where the draft was replaced as a whole', async () => {
    const { luz, sourceId, draftDocumentId } = await draft();
    const crane = await mark(luz, sourceId, 'one crane in January');
    await write(luz, draftDocumentId, (blocks, doc) => {
      const texts = blocks.map((block) => wordsIn(block).toJSON());
      const fragment = doc.getXmlFragment('default');
      fragment.delete(0, fragment.length);
      fragment.insert(
        0,
        texts.map((text) => {
          const block = new Y.XmlElement('block');
          block.setAttribute('role', 'body');
          block.insert(0, [new Y.XmlText(text)]);
          return block;
        }),
      );
    });
    await done(test.db, sealSource, luz, { sourceId });
    expect((await get(luz, crane)).anchors).toMatchObject([{ state: 'moved', exact: 'one crane in January' }]);
  });

  it('a mark made while the draft is being sealed stands in the version', async () => {
    const { luz, sourceId } = await draft();
    const [, ...ids] = await Promise.all([
      done(test.db, sealSource, luz, { sourceId }),
      ...['one crane', 'both invoices', 'the money'].map((words) => mark(luz, sourceId, words)),
    ]);
    for (const id of ids) expect((await get(luz, id)).anchors).toMatchObject([{ version: 1, state: 'exact' }]);
  });

  it('refuse a version, and words that are not there', async () => {
    const { luz, sourceId } = await draft();
    const tried = async (more: Record<string, unknown>) => {
      const input = { sourceId, kind: 'highlight', target: { quote: { exact: 'one crane' } }, ...more };
      const result = await execute(test.db, createAnnotation, luz, input);
      return result.ok ? 'done' : result.error.code;
    };
    expect(await tried({ version: 1 })).toBe('invalid_input');
    expect(await tried({ target: { quote: { exact: 'a bridge' } } })).toBe('invalid_input');
    expect(await tried({})).toBe('done');
  });
});
