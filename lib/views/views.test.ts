import { beforeEach, describe, expect, it } from 'vitest';
import { createAnnotation, deleteAnnotation } from '@/lib/annotations/commands.ts';
import { createReply } from '@/lib/annotations/reply.commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { markSeen, removeView, saveView } from './commands.ts';
import { catchUp, listViews } from './queries.ts';

const test = testDatabase();
let luz: Caller;
let mo: Caller;
let caseId: string;
let sourceId: string;

beforeEach(async () => {
  luz = await person(test.db, 'Luz');
  mo = await person(test.db, 'Mo');
  caseId = (await done(test.db, createInvestigation, luz, { title: 'Harbour' })).id;
  await joins(test.db, mo, caseId, 'annotator');
  sourceId = await sealedSource(test.db, luz, caseId, ['The port paid twice for one crane.']);
});

const note = (by: Caller, text: string, more: object = {}) =>
  done(test.db, createAnnotation, by, { sourceId, kind: 'note', text, target: { start: 0, end: 8 }, ...more });
const news = (of: Caller, more: object = {}) => answer(test.db, catchUp, of, { investigationId: caseId, ...more });
const seen = async (of: Caller) => done(test.db, markSeen, of, { investigationId: caseId, seq: (await news(of)).seq });

describe('ANN-14: catching up', () => {
  it('has nothing to say the first time, then what others did since', async () => {
    await note(luz, 'old');
    expect(await news(mo)).toMatchObject({ since: null, steps: [], counts: { marks: 0 } });
    await seen(mo);
    expect((await news(mo)).steps).toEqual([]);
    const { id: one } = await note(luz, 'one');
    const { id: two } = await note(luz, 'two');
    await done(test.db, createReply, luz, { annotationId: two, text: 'and' });
    await note(mo, 'my own');
    const { steps, counts, since } = await news(mo);
    expect(since).not.toBeNull();
    expect(counts).toMatchObject({ marks: 2, replies: 0 });
    expect(steps.map((step) => [step.annotationId, step.what])).toEqual([
      [one, 'new'],
      [two, 'new'],
    ]);
    await seen(mo);
    expect((await news(mo)).steps).toEqual([]);
    await done(test.db, createReply, luz, { annotationId: two, text: 'more' });
    expect((await news(mo)).counts).toMatchObject({ marks: 0, replies: 1 });
  });

  it('leaves out what was deleted since, what is private, and other sources where one is asked for', async () => {
    await seen(mo);
    const { id: gone } = await note(luz, 'gone');
    await done(test.db, deleteAnnotation, luz, { annotationId: gone });
    await note(luz, 'secret', { visibility: 'private' });
    const other = await sealedSource(test.db, luz, caseId, ['Another source of it.']);
    const { id: elsewhere } = await note(luz, 'elsewhere', { sourceId: other });
    expect((await news(mo)).steps.map((step) => step.annotationId)).toEqual([elsewhere]);
    expect((await news(mo, { sourceId })).steps).toEqual([]);
  });

  it('never goes back, and never beyond what has happened', async () => {
    await note(luz, 'one');
    await done(test.db, markSeen, mo, { investigationId: caseId, seq: 999_999 });
    await note(luz, 'two');
    expect((await news(mo)).counts.marks).toBe(1);
    await done(test.db, markSeen, mo, { investigationId: caseId, seq: (await news(mo)).seq });
    await done(test.db, markSeen, mo, { investigationId: caseId, seq: 0 });
    expect((await news(mo)).counts.marks).toBe(0);
  });
});

describe('saved views', () => {
  it("are one's own until shared; a colleague's is not removed by another", async () => {
    const view = { investigationId: caseId, name: 'Money', filters: 'tag:money is:open' };
    const { id } = await done(test.db, saveView, luz, view);
    expect((await answer(test.db, listViews, mo, { investigationId: caseId })).items).toEqual([]);
    expect((await execute(test.db, removeView, mo, { viewId: id })).ok).toBe(false);
    const { id: shared } = await done(test.db, saveView, luz, { ...view, name: 'Ours', shared: true });
    expect((await answer(test.db, listViews, mo, { investigationId: caseId })).items).toEqual([
      { id: shared, name: 'Ours', filters: 'tag:money is:open', shared: true, mine: false },
    ]);
    await done(test.db, removeView, luz, { viewId: id });
    expect((await answer(test.db, listViews, luz, { investigationId: caseId })).items).toHaveLength(1);
    // The name of one's own view is not for the others' trail.
    const events = await test.db.prisma.event.findMany({ where: { subjectId: id } });
    expect(events.map((event) => event.visibleTo)).toEqual([luz.userId, luz.userId]);
  });
});
