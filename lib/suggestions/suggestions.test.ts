import { beforeEach, describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { listAnnotations } from '@/lib/annotations/queries.ts';
import { createEntity } from '@/lib/entities/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { search } from '@/lib/search/queries.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { seal, sealedSource } from '@/tests/support/sealed-source.ts';
import { markMentions, reconsiderSuggestion, refuseSuggestion } from './commands.ts';
import { listSuggestions } from './queries.ts';

const test = testDatabase();
const paragraphs = [
  'They met Agustín Intriago in the harbour. Agustin said in January that 12 cranes were paid for.',
  'Nobody asked Daniel Noboa about it.',
];
const text = paragraphs.join('\n');

let luz: Caller;
let mo: Caller;
let caseId: string;
let sourceId: string;

beforeEach(async () => {
  luz = await person(test.db, 'Luz');
  mo = await person(test.db, 'Mo');
  caseId = (await done(test.db, createInvestigation, luz, { title: 'Harbour' })).id;
  await joins(test.db, mo, caseId, 'annotator');
  sourceId = await sealedSource(test.db, luz, caseId, paragraphs);
});

const suggested = async (by: Caller, kind = 'entity') =>
  (await answer(test.db, listSuggestions, by, { sourceId })).items.filter((one) => one.kind === kind);
const words = (items: readonly { start: number; end: number }[]) =>
  items.map(({ start, end }) => text.slice(start, end));

describe('ANN-6: suggestions', () => {
  it('know the names of the shared memory, once with an alias, and go when marked', async () => {
    const { id: entityId } = await done(test.db, createEntity, luz, { schema: 'Person', name: 'Agustin Intriago' });
    const found = await suggested(mo);
    expect(words(found)).toEqual(['Agustín Intriago', 'Agustin', 'Daniel Noboa']);
    expect(found.map((one) => one.entityId)).toEqual([entityId, entityId, null]);
    const ranges = found.slice(0, 2).map(({ start, end }) => ({ start, end }));
    const { ids } = await done(test.db, markMentions, mo, { sourceId, version: 1, entityId, ranges });
    expect(ids).toHaveLength(2);
    expect(words(await suggested(luz))).toEqual(['Daniel Noboa']);
  });

  it('mark all mentions that were agreed to, or none', async () => {
    const { id: entityId } = await done(test.db, createEntity, luz, { schema: 'Person', name: 'Agustin Intriago' });
    const result = await execute(test.db, markMentions, mo, {
      sourceId,
      version: 1,
      entityId,
      ranges: [
        { start: 9, end: 25 },
        { start: 5, end: 100_000 },
      ],
    });
    expect(result.ok).toBe(false);
    expect((await answer(test.db, listAnnotations, luz, { sourceId })).items).toEqual([]);
  });

  it('stay refused for everyone in the case, also in the next version, until taken back', async () => {
    const [noboa] = (await suggested(luz)).filter((one) => one.name === 'Daniel Noboa');
    await done(test.db, refuseSuggestion, luz, { sourceId, keys: [noboa!.key] });
    expect(words(await suggested(mo))).not.toContain('Daniel Noboa');
    await test.db.prisma.$transaction((tx) => seal(tx, sourceId, luz, 2, ['A new beginning.', ...paragraphs]));
    expect((await suggested(mo)).map((one) => one.name)).not.toContain('Daniel Noboa');
    await done(test.db, reconsiderSuggestion, mo, { sourceId, keys: [noboa!.key] });
    expect((await suggested(mo)).map((one) => one.name)).toContain('Daniel Noboa');
  });

  it('offer sentences that look checkable, with why, until half of one is a claim', async () => {
    const [sentence] = await suggested(luz, 'claim');
    expect(words([sentence!])).toEqual(['Agustin said in January that 12 cranes were paid for.']);
    expect(sentence!.why).toEqual(expect.arrayContaining(['number', 'date', 'attribution']));
    await done(test.db, createAnnotation, luz, {
      sourceId,
      kind: 'claim',
      claim: { statement: 'Twelve cranes were paid for.' },
      target: { start: sentence!.start + 8, end: sentence!.end },
    });
    expect(await suggested(luz, 'claim')).toEqual([]);
  });

  it('ENT-7: never show a name that only a confidential case has', async () => {
    const hidden = (await done(test.db, createInvestigation, luz, { title: 'Hidden', confidential: true })).id;
    const hiddenSource = await sealedSource(test.db, luz, hidden, ['Daniel Noboa was here.']);
    await done(test.db, createAnnotation, luz, {
      sourceId: hiddenSource,
      kind: 'entity',
      entity: { schema: 'Person', name: 'Daniel Noboa' },
      target: { start: 0, end: 12 },
    });
    const [seen] = (await suggested(luz)).filter((one) => one.name === 'Daniel Noboa');
    expect(seen?.entityId).not.toBeNull();
    const [unseen] = (await suggested(mo)).filter((one) => one.name === 'Daniel Noboa');
    expect(unseen?.entityId).toBeNull();
  });

  it('ANN-12: leave nothing in lists, counts, search or the trail', async () => {
    const before = await test.db.prisma.event.count();
    await suggested(luz);
    expect(await test.db.prisma.event.count()).toBe(before);
    expect((await answer(test.db, listAnnotations, luz, { sourceId })).items).toEqual([]);
    expect((await answer(test.db, search, luz, { q: 'noboa' })).counts).toMatchObject({
      annotation: 0,
      entity: 0,
      claim: 0,
    });
    expect(await test.db.prisma.suggestionRefusal.count({ where: { sourceId } })).toBe(0);
  });
});
