import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { appendUpdates } from '@/lib/notes/append.ts';
import { loadDocument } from '@/lib/notes/document.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { intakeSource, sealSource } from '@/lib/sources/commands.ts';
import { describe as describeRange } from '@/lib/anchors/rules.ts';
import type { CommandContext } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import { draftTextOf, keepPlace, placeNow } from '@/lib/sources/draft-places.rules.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { createAnnotation } from './commands.ts';
import { carryDraftMarks } from './draft-marks.ts';
import { getAnnotation } from './queries.ts';

const test = testDatabase();
const paste = [
  'The port paid twice for one crane in January, and nobody at the ministry noticed it before the audit.',
  'Two officials signed both invoices. A spokesman declined to comment.',
  'The supplier returned the money in June.',
].join('\n\n');

async function draft(text = paste) {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const { id: sourceId } = await done(test.db, intakeSource, luz, { investigationId, kind: 'text', text });
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

  it('a quote whose accents are signs of their own stands where it stood, edited or brought back elsewhere', async () => {
    const loose =
      'El alcalde de Jipijapa firmó también la segunda versión del contrato de la grúa en enero de aquel año.';
    const { luz, sourceId, draftDocumentId } = await draft([loose.normalize('NFD'), paste].join('\n\n'));
    const whole = await mark(luz, sourceId, 'firmó también'.normalize('NFD'));
    // Asked for as people type it, kept as the draft has it.
    const typed = await mark(luz, sourceId, 'segunda versión del contrato');
    const edited = await mark(luz, sourceId, 'la grúa en enero de aquel año'.normalize('NFD'));
    const moved = await mark(luz, sourceId, 'El alcalde de Jipijapa'.normalize('NFD'));
    await write(luz, draftDocumentId, ([first]) => {
      const words = wordsIn(first);
      const january = words.toJSON().indexOf('enero');
      words.delete(january, 'enero'.length);
      words.insert(january, 'marzo');
      words.insert(0, 'Última hora. '.normalize('NFD'));
    });
    await done(test.db, sealSource, luz, { sourceId });
    const anchorsOf = async (id: string) => (await get(luz, id)).anchors;
    expect(await anchorsOf(whole)).toMatchObject([{ state: 'exact', exact: 'firmó también'.normalize('NFC') }]);
    expect(await anchorsOf(typed)).toMatchObject([{ state: 'exact', exact: 'segunda versión del contrato' }]);
    expect(await anchorsOf(edited)).toMatchObject([{ state: 'changed', exact: 'la grúa en marzo de aquel año' }]);
    expect(await anchorsOf(moved)).toMatchObject([{ state: 'exact' }]);
  });

  it('a part whose words were taken apart and put together in another way is still found', async () => {
    const { luz, sourceId, draftDocumentId } = await draft(
      [paste, 'La cañería pasó por aquí.'.normalize('NFD')].join('\n\n'),
    );
    const pipe = await mark(luz, sourceId, 'La cañería pasó'.normalize('NFD'));
    await write(luz, draftDocumentId, (blocks) => {
      const last = wordsIn(blocks.at(-1));
      last.delete(0, last.length);
      last.insert(0, 'La cañería pasó por aquí.'.normalize('NFC'));
    });
    await done(test.db, sealSource, luz, { sourceId });
    expect((await get(luz, pipe)).anchors).toMatchObject([
      { state: 'moved', exact: 'La cañería pasó'.normalize('NFC') },
    ]);
  });
});

describe('SRC-4: a long draft with very many marks', () => {
  const words = (n: number) =>
    `part ${n} tells of crane number ${n * 7} that stood in dock ${n * 13} until night ${n * 3}`;
  const parts = 6500;
  const long = Array.from(
    { length: parts },
    (_, n) => `${words(n)}, and nobody at the port of entry wrote down who had asked for it.`,
  ).join('\n\n');

  /** Marks as they are kept, made without a command for each: `at` tells which part each is on. */
  async function marked(count: number, at: (n: number) => number) {
    const { luz, sourceId, draftDocumentId } = await draft(long.slice(0, 90_000));
    const { state } = await loadDocument(test.db.prisma, draftDocumentId);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    const { investigationId } = await test.db.prisma.source.findUniqueOrThrow({ where: { id: sourceId } });
    doc.transact(() => {
      const fragment = doc.getXmlFragment('default');
      fragment.delete(0, fragment.length);
      fragment.insert(
        0,
        long.split('\n\n').map((text) => {
          const block = new Y.XmlElement('block');
          block.setAttribute('role', 'body');
          block.insert(0, [new Y.XmlText(text)]);
          return block;
        }),
      );
    });
    const { text, blocks } = draftTextOf(doc);
    expect(text.length).toBeGreaterThan(650_000);
    const ids = Array.from({ length: count }, () => newId());
    await test.db.prisma.annotation.createMany({
      data: ids.map((id) => ({ id, investigationId, sourceId, kind: 'highlight' as const, authorId: luz.userId })),
    });
    await test.db.prisma.draftAnchor.createMany({
      data: ids.map((annotationId, n) => {
        const start = blocks[at(n)]?.start ?? 0;
        const range = { start, end: start + words(at(n)).length };
        const kept = keepPlace(doc, range);
        const { exact, prefix, suffix } = describeRange(text, [], range.start, range.end);
        return {
          ...{ id: newId(), annotationId, ordinal: 0, exact, prefix, suffix },
          ...{ from: Uint8Array.from(kept?.from ?? []), to: Uint8Array.from(kept?.to ?? []) },
        };
      }),
    });
    return { luz, sourceId, doc, ids };
  }

  /** What sealing asks the database, with the marks that the draft has. */
  async function carried(sourceId: string, doc: Y.Doc) {
    const blocks: readonly Y.XmlElement[] = doc.getXmlFragment('default').toArray() as Y.XmlElement[];
    const text = blocks.map((block) => wordsIn(block).toJSON()).join('\n');
    const version = { id: newId(), sourceId, number: 1, text, sha256: '', sealedById: newId() };
    let statements = 0;
    const counting = test.db.prisma.$extends({
      query: {
        $allOperations: ({ args, query }) => {
          statements += 1;
          return query(args);
        },
      },
    });
    await counting.$transaction(async (tx) => {
      await tx.sourceVersion.create({ data: version });
      statements = 0;
      const context = { tx: tx as unknown as CommandContext['tx'], newId };
      await carryDraftMarks(context, sourceId, Y.encodeStateAsUpdate(doc), { ...version, blocks: [] });
    });
    return { statements, outcomes: await test.db.prisma.carriedMark.findMany({ where: { versionId: version.id } }) };
  }

  it('asks the database as often for a thousand marks as for ten', { timeout: 60_000 }, async () => {
    const few = await marked(10, (n) => n * 600);
    const many = await marked(1000, (n) => n * 6);
    const [ten, thousand] = [await carried(few.sourceId, few.doc), await carried(many.sourceId, many.doc)];
    expect(thousand.outcomes).toHaveLength(1000);
    expect(thousand.outcomes.every(({ outcome }) => outcome === 'exact')).toBe(true);
    expect(thousand.statements).toBe(ten.statements);
  });

  it('leaves to a person the marks that would take too long to look for', { timeout: 60_000 }, async () => {
    const { sourceId, doc, ids } = await marked(300, (n) => n * 20);
    doc.transact(() => {
      const fragment = doc.getXmlFragment('default');
      // Backwards, so that the numbers stay.
      for (let n = 299; n >= 0; n -= 1) fragment.delete(n * 20, 1);
    });
    const { outcomes } = await carried(sourceId, doc);
    expect(outcomes).toHaveLength(ids.length);
    expect(outcomes.filter(({ outcome }) => outcome === 'needs_look').length).toBeGreaterThan(200);
    expect(outcomes.some(({ outcome }) => outcome === 'exact' || outcome === 'moved')).toBe(false);
  });
});
