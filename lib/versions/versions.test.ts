import { describe, expect, it } from 'vitest';
import { createAnnotation, deleteAnnotation, restoreAnnotation } from '@/lib/annotations/commands.ts';
import { getAnnotation } from '@/lib/annotations/queries.ts';
import { createClaim } from '@/lib/claims/commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { listEvents } from '@/lib/investigations/queries.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { getVersion } from '@/lib/sources/queries.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { addVersion } from './commands.ts';
import { getDiff, getReport, listChangedClaims } from './queries.ts';
import { settleMark } from './settle.commands.ts';

const test = testDatabase();

const first = [
  'The port paid twice for one crane in January, and nobody at the ministry noticed it before the spring audit.',
  'Two officials signed both invoices. A spokesman declined to comment.',
  'The supplier, Harbour Works, returned the money in June. A spokesman declined to comment.',
  'In July the minister promised a new register of payments above ten thousand.',
];
const corrected = [
  'Correction: an earlier version of this article misstated the number of officials.',
  first[0],
  'Three officials signed both invoices. A spokesman declined to comment.',
  first[3],
].join('\n\n');

async function room() {
  const [luz, mo] = [await person(test.db, 'Luz'), await person(test.db, 'Mo')];
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  await joins(test.db, mo, investigationId, 'annotator');
  const sourceId = await sealedSource(test.db, luz, investigationId, first);
  return { luz, mo, investigationId, sourceId };
}

const mark = async (who: Caller, sourceId: string, exact: string, more: Record<string, unknown> = {}) =>
  (
    await done(test.db, createAnnotation, who, {
      sourceId,
      kind: 'highlight',
      target: { quote: { exact, ...(more['suffix'] ? { suffix: more['suffix'] } : {}) } },
      ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'suffix')),
    })
  ).id;
const correct = (who: Caller, sourceId: string, text = corrected, more: Record<string, unknown> = {}) =>
  execute(test.db, addVersion, who, { sourceId, kind: 'text', text, ...more });
const report = (who: Caller, sourceId: string, number = 2) => answer(test.db, getReport, who, { sourceId, number });
const anchorOn = async (who: Caller, annotationId: string, version: number) =>
  (await answer(test.db, getAnnotation, who, { annotationId })).anchors.filter((anchor) => anchor.version === version);
const settle = (who: Caller, input: Record<string, unknown>) =>
  execute(test.db, settleMark, who, { version: 2, ...input });
const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'done' : result.error?.code);

describe('SRC-5: a corrected article', () => {
  it('becomes the next version with a report of each mark, and the old one stays as it was', async () => {
    const { luz, sourceId } = await room();
    const crane = await mark(luz, sourceId, 'one crane');
    const officials = await mark(luz, sourceId, 'Two officials signed');
    const money = await mark(luz, sourceId, 'Harbour Works, returned the money in June');
    const copy = await mark(luz, sourceId, 'A spokesman declined to comment.', { suffix: '\nIn July' });
    const before = await answer(test.db, getVersion, luz, { sourceId, number: 1 });
    await correct(luz, sourceId);
    const { version, report: found } = await report(luz, sourceId);
    expect(version).toMatchObject({ number: 2, text: corrected.replaceAll('\n\n', '\n') });
    expect(found).toMatchObject({ unchanged: 0, moved: 1, changed: 1, orphaned: 2, needsLook: 0, open: 3 });
    const by = new Map(found.items.map((item) => [item.annotationId, item]));
    expect(by.get(crane)).toMatchObject({ outcome: 'moved', after: 'one crane', open: false });
    expect(by.get(officials)).toMatchObject({
      outcome: 'changed',
      before: 'Two officials signed',
      after: 'Three officials signed',
      open: true,
    });
    expect(by.get(money)).toMatchObject({ outcome: 'orphan', after: null });
    expect(by.get(copy)).toMatchObject({ outcome: 'orphan', after: null });
    expect(await answer(test.db, getVersion, luz, { sourceId, number: 1 })).toEqual(before);
    expect(await anchorOn(luz, money, 1)).toMatchObject([{ state: 'exact' }]);
    expect(await anchorOn(luz, money, 2)).toMatchObject([
      { state: 'orphan', start: null, end: null, exact: 'Harbour Works, returned the money in June' },
    ]);
    expect(await anchorOn(luz, crane, 2)).toMatchObject([
      { state: 'moved', score: 1, start: version.text.indexOf('one crane') },
    ]);
  });

  it('carries a mark of several ranges whole, or leaves it to a person', async () => {
    const { luz, sourceId } = await room();
    const text = first.join('\n');
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
    const both = await mark(luz, sourceId, '', { target: { ranges: [at('paid twice'), at('new register')] } });
    const half = await mark(luz, sourceId, '', { target: { ranges: [at('one crane'), at('returned the money')] } });
    await correct(luz, sourceId);
    expect(await anchorOn(luz, both, 2)).toMatchObject([
      { state: 'moved', exact: 'paid twice' },
      { state: 'moved', exact: 'new register' },
    ]);
    expect(await anchorOn(luz, half, 2)).toMatchObject([{ state: 'needs_look', start: null }, { start: null }]);
    const { report: found } = await report(luz, sourceId);
    expect(found.items.find((item) => item.annotationId === half)).toMatchObject({ suggested: 'one crane' });
  });

  it('refuses what is no correction, a draft, and a version that a colleague has overtaken', async () => {
    const { luz, mo, investigationId, sourceId } = await room();
    expect(codeOf(await correct(luz, sourceId, first.join('\n\n')))).toBe('conflict');
    const draft = await sealedSource(test.db, luz, investigationId, null);
    expect(codeOf(await correct(luz, draft))).toBe('conflict');
    expect(codeOf(await correct(luz, sourceId, corrected, { after: 1 }))).toBe('done');
    expect(codeOf(await correct(mo, sourceId, `${corrected} More.`, { after: 1 }))).toBe('stale');
  });

  it('two people who correct at once: one is version 2, the other is told', async () => {
    const { luz, mo, sourceId } = await room();
    await mark(luz, sourceId, 'one crane');
    const results = await Promise.all([
      correct(luz, sourceId, corrected, { after: 1 }),
      correct(mo, sourceId, `${corrected} And more.`, { after: 1 }),
      correct(luz, sourceId, corrected, { after: 1 }),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['done', 'stale', 'stale']);
    expect(await test.db.prisma.sourceVersion.count({ where: { sourceId } })).toBe(2);
  });

  it('marks made while the version is being sealed are not left behind', async () => {
    const { luz, mo, sourceId } = await room();
    const [, ...ids] = await Promise.all([
      correct(luz, sourceId),
      ...['one crane', 'paid twice', 'new register', 'both invoices'].map((words) =>
        mark(mo, sourceId, words, { version: 1 }),
      ),
    ]);
    for (const id of ids) {
      expect(await anchorOn(mo, id, 1)).toMatchObject([{ state: 'exact' }]);
      expect(await anchorOn(mo, id, 2)).toMatchObject([{ state: 'moved' }]);
    }
  });

  it('a mark made later on the old version is carried too, and a deleted one comes back everywhere', async () => {
    const { luz, sourceId } = await room();
    const gone = await mark(luz, sourceId, 'one crane');
    await done(test.db, deleteAnnotation, luz, { annotationId: gone });
    await correct(luz, sourceId);
    const late = await mark(luz, sourceId, 'Two officials', { version: 1 });
    expect(await anchorOn(luz, late, 2)).toMatchObject([{ state: 'changed', exact: 'Three officials' }]);
    await done(test.db, restoreAnnotation, luz, { annotationId: gone });
    expect(await anchorOn(luz, gone, 2)).toMatchObject([{ state: 'moved', exact: 'one crane' }]);
  });

  it('private marks are carried, and nobody else is told of them', async () => {
    const { luz, mo, investigationId, sourceId } = await room();
    await mark(mo, sourceId, 'Two officials', { visibility: 'private' });
    await correct(luz, sourceId);
    expect((await report(luz, sourceId)).report).toMatchObject({ changed: 0, items: [] });
    expect((await report(mo, sourceId)).report).toMatchObject({ changed: 1, open: 1 });
    const told = async (who: Caller) =>
      (await answer(test.db, listEvents, who, { investigationId, after: 0 })).items.filter(({ type }) =>
        type.startsWith('source.'),
      );
    const data = (events: Awaited<ReturnType<typeof told>>, type: string) =>
      events.find((event) => event.type === type)?.data;
    expect(data(await told(luz), 'source.version_added')).toMatchObject({ affected: [], counts: { changed: 0 } });
    expect(JSON.stringify(data(await told(luz), 'source.private_marks_carried') ?? null)).not.toContain('authorId');
    expect(data(await told(mo), 'source.private_marks_carried')).toMatchObject({ affected: [{ outcome: 'changed' }] });
  });

  it('names the claims whose words changed until somebody has looked', async () => {
    const { luz, investigationId, sourceId } = await room();
    const said = await mark(luz, sourceId, 'Two officials signed', {
      kind: 'claim',
      claim: { statement: 'Two officials signed.' },
    });
    const proof = await mark(luz, sourceId, 'returned the money in June');
    const { id: claimId } = await done(test.db, createClaim, luz, { investigationId, statement: 'It was paid back.' });
    await done(test.db, addEvidence, luz, { claimId, stance: 'supports', annotationId: proof });
    await correct(luz, sourceId);
    const flagged = () => answer(test.db, listChangedClaims, luz, { investigationId });
    expect((await flagged()).items).toMatchObject([
      { annotationId: said, as: 'mention', before: 'Two officials signed', after: 'Three officials signed' },
      { annotationId: proof, as: 'evidence', claimId, outcome: 'orphan', after: null },
    ]);
    expect(codeOf(await settle(luz, { annotationId: said, action: 'accept' }))).toBe('done');
    expect((await flagged()).items.map((item) => item.annotationId)).toEqual([proof]);
  });
});

describe('SRC-5: the work list', () => {
  it('accept, place by hand, retire, and each taken back', async () => {
    const { luz, mo, sourceId } = await room();
    const officials = await mark(luz, sourceId, 'Two officials');
    const money = await mark(luz, sourceId, 'returned the money in June');
    await correct(luz, sourceId);
    await settle(mo, { annotationId: officials, action: 'accept' });
    await settle(mo, { annotationId: money, action: 'place', target: { quote: { exact: 'a new register' } } });
    expect((await report(luz, sourceId)).report).toMatchObject({ open: 0, changed: 1, orphaned: 1 });
    expect(await anchorOn(luz, money, 2)).toMatchObject([{ state: 'changed', exact: 'a new register', score: 1 }]);
    await settle(mo, { annotationId: officials, action: 'retire' });
    expect(await anchorOn(luz, officials, 2)).toMatchObject([{ state: 'orphan', start: null, exact: 'Two officials' }]);
    await settle(mo, { annotationId: officials, action: 'reopen' });
    expect(await anchorOn(luz, officials, 2)).toMatchObject([{ state: 'changed', exact: 'Three officials' }]);
    await settle(mo, { annotationId: money, action: 'reopen' });
    expect(await anchorOn(luz, money, 2)).toMatchObject([{ state: 'orphan', start: null }]);
    expect((await report(luz, sourceId)).report.open).toBe(2);
    expect(codeOf(await settle(mo, { annotationId: money, action: 'accept' }))).toBe('conflict');
    expect(codeOf(await settle(mo, { annotationId: money, action: 'place' }))).toBe('invalid_input');
  });

  it('what was retired stays so in the next version; what nobody looked at stays open', async () => {
    const { luz, sourceId } = await room();
    const officials = await mark(luz, sourceId, 'Two officials');
    const money = await mark(luz, sourceId, 'returned the money in June');
    await correct(luz, sourceId);
    await settle(luz, { annotationId: money, action: 'retire' });
    await correct(luz, sourceId, `${corrected}\n\nThe end.`);
    const { report: third } = await report(luz, sourceId, 3);
    expect(third.items.find((item) => item.annotationId === money)).toMatchObject({
      open: false,
      resolution: 'retired',
    });
    expect(third.items.find((item) => item.annotationId === officials)).toMatchObject({
      open: true,
      before: 'Two officials',
      after: 'Three officials',
    });
    expect(codeOf(await settle(luz, { annotationId: officials, action: 'accept' }))).toBe('conflict');
  });

  it('two people who settle the same mark leave one place', async () => {
    const { luz, mo, sourceId } = await room();
    const money = await mark(luz, sourceId, 'returned the money in June');
    await correct(luz, sourceId);
    const target = { quote: { exact: 'a new register' } };
    await Promise.all([
      settle(luz, { annotationId: money, action: 'place', target }),
      settle(mo, { annotationId: money, action: 'retire' }),
      settle(mo, { annotationId: money, action: 'place', target }),
    ]);
    expect(await anchorOn(luz, money, 2)).toHaveLength(1);
  });

  it('shows what changed by block and word', async () => {
    const { luz, sourceId } = await room();
    await correct(luz, sourceId);
    const diff = await answer(test.db, getDiff, luz, { sourceId, number: 2 });
    expect(diff.counts).toEqual({ changed: 1, removed: 1, added: 1, moved: 0 });
    expect(diff.rows.map((row) => row.kind)).toEqual(['added', 'same', 'changed', 'removed', 'same']);
    const changed = diff.rows.find((row) => row.kind === 'changed');
    expect(changed?.old?.segments.filter(({ change }) => change !== 'same')).toEqual([
      { text: 'Two', change: 'removed' },
    ]);
    expect(changed?.new?.segments.map(({ text }) => text).join('')).toBe(
      'Three officials signed both invoices. A spokesman declined to comment.',
    );
  });
});
