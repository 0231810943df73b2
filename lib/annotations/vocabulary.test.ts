import { beforeEach, describe, expect, it } from 'vitest';
import { createClaim } from '@/lib/claims/commands.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { search } from '@/lib/search/queries.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { createAnnotation } from './commands.ts';
import { getAnnotation } from './queries.ts';
import { defineTag, listVocabulary, mergeTag } from './vocabulary.ts';

const test = testDatabase();
let ada: Caller;
let luz: Caller;
let caseId: string;
let sourceId: string;

beforeEach(async () => {
  ada = await person(test.db, 'Ada', 'admin');
  luz = await person(test.db, 'Luz');
  caseId = (await done(test.db, createInvestigation, luz, { title: 'Harbour' })).id;
  sourceId = await sealedSource(test.db, luz, caseId, ['The port paid twice for one crane.']);
});

const define = async (name: string) => (await done(test.db, defineTag, ada, { name })).id;
const mark = async (...tags: string[]) =>
  (await done(test.db, createAnnotation, luz, { sourceId, kind: 'tag', target: { start: 0, end: 8 }, tags })).id;
const tagsOf = async (annotationId: string) =>
  (await answer(test.db, getAnnotation, luz, { annotationId })).tags.map((tag) => tag.name);
const merge = (tagId: string, intoId: string) => done(test.db, mergeTag, ada, { tagId, intoId });

describe('ANN-1: merging tags of the vocabulary', () => {
  it('gives what carried the one the other, once, on marks and claims; the old name finds and gives it', async () => {
    const [money, cash] = [await define('money'), await define('cash')];
    const [one, both] = [await mark('cash'), await mark('cash', 'money')];
    const { id: claimId } = await done(test.db, createClaim, luz, {
      investigationId: caseId,
      statement: 'The port paid twice.',
      tags: ['cash'],
    });
    await merge(cash, money);
    expect(await tagsOf(one)).toEqual(['money']);
    expect(await tagsOf(both)).toEqual(['money']);
    expect((await answer(test.db, getClaim, luz, { claimId })).tags).toEqual(['money']);
    expect(await tagsOf(await mark('cash', 'money'))).toEqual(['money']);
    expect((await answer(test.db, search, luz, { q: 'tag:cash' })).counts.annotation).toBe(3);
    const { items } = await answer(test.db, listVocabulary, luz, {});
    expect(items.map((tag) => tag.name)).not.toContain('cash');
  });

  it('carries along what was merged before, and a name that is defined anew stands by itself again', async () => {
    const [a, b, c] = [await define('a-a'), await define('b-b'), await define('c-c')];
    await merge(a, b);
    await merge(b, c);
    expect(await tagsOf(await mark('a-a'))).toEqual(['c-c']);
    await define('a-a');
    expect(await tagsOf(await mark('a-a'))).toEqual(['a-a']);
  });

  it('is for admins, and needs two tags of the house', async () => {
    const money = await define('money');
    const by = async (who: Caller, input: object) => {
      const result = await execute(test.db, mergeTag, who, input);
      return result.ok ? 'done' : result.error.code;
    };
    expect(await by(luz, { tagId: money, intoId: money })).toBe('forbidden');
    expect(await by(ada, { tagId: money, intoId: money })).toBe('invalid_input');
    await mark('free');
    const free = await test.db.prisma.tag.findUniqueOrThrow({ where: { slug: 'free' } });
    expect(await by(ada, { tagId: money, intoId: free.id })).toBe('not_found');
    expect(await by(ada, { tagId: free.id, intoId: money })).toBe('not_found');
  });

  it('leaves no mark behind that is being tagged at the same moment', async () => {
    const [money, cash] = [await define('money'), await define('cash')];
    const marks = Promise.all(Array.from({ length: 12 }, () => mark('cash')));
    const [ids] = await Promise.all([marks, merge(cash, money)]);
    for (const id of ids) expect(await tagsOf(id)).toEqual(['money']);
  });
});
