import { describe, expect, it } from 'vitest';
import { updateEntity } from '@/lib/entities/commands.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { ask } from '@/lib/platform/query.ts';
import { stage } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { getCaseTimeline, getEntityTimeline } from './timeline.queries.ts';
import { buckets, touches, wholeSpan } from './timeline.rules.ts';

const test = testDatabase();
const { caseOf, mark, named, sealed } = stage(test);

describe('a timeline', () => {
  it('ENT-5: has dated facts and relationships in their order, each with the way to its words', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const where = await sealed(luz, caseId);
    const [mayor, city] = [
      await named(luz, 'Agustín', { investigationId: caseId }),
      await named(luz, 'Manta', { schema: 'PublicBody', investigationId: caseId }),
    ];
    const annotationId = await mark(luz, caseId, where, { entityId: mayor });
    await done(test.db, updateEntity, luz, {
      entityId: mayor,
      investigationId: caseId,
      properties: { birthDate: { value: '1985~', annotationId }, position: 'mayor' },
    });
    await done(test.db, createRelationship, luz, {
      investigationId: caseId,
      schema: 'Directorship',
      fromId: mayor,
      toId: city,
      startDate: '2019-05',
      endDate: '2023-07-23',
    });
    await done(test.db, createRelationship, luz, {
      investigationId: caseId,
      schema: 'Membership',
      fromId: mayor,
      toId: city,
    });
    const { items, total } = await answer(test.db, getCaseTimeline, luz, { investigationId: caseId });
    expect(items).toMatchObject([
      {
        kind: 'fact',
        date: '1985~',
        property: { name: 'birthDate' },
        href: `/sources/${where.sourceId}#m=${annotationId}`,
      },
      {
        kind: 'relationship',
        date: '2019-05',
        until: '2023-07-23',
        support: 'none',
        about: [{ id: mayor }, { id: city }],
      },
    ]);
    expect(total).toBe(2);
    expect((await answer(test.db, getEntityTimeline, luz, { entityId: city })).items).toHaveLength(1);
  });

  it('ENT-7: shows nothing of a confidential case to others', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const [open, secret] = [await caseOf(luz, 'Open'), await caseOf(luz, 'Secret', true)];
    await joins(test.db, eve, open, 'viewer');
    const [a, b] = [
      await named(luz, 'Ana Paz', { investigationId: open }),
      await named(luz, 'Bruno Paz', { investigationId: open }),
    ];
    const link = { investigationId: secret, schema: 'Family', fromId: a, toId: b, startDate: '2001' };
    await done(test.db, createRelationship, luz, link);
    await done(test.db, updateEntity, luz, {
      entityId: a,
      investigationId: secret,
      properties: { birthDate: '1970-01-02' },
    });
    expect((await answer(test.db, getEntityTimeline, luz, { entityId: a })).total).toBe(2);
    expect(await answer(test.db, getEntityTimeline, eve, { entityId: a })).toEqual({ items: [], total: 0 });
    expect((await answer(test.db, getCaseTimeline, eve, { investigationId: open })).total).toBe(0);
    expect(await ask(test.db, getCaseTimeline, eve, { investigationId: secret })).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('ENT-5: is zoomed by bars of decades, years or months, whichever fit', () => {
    const moments = [
      { date: '1985~', until: null },
      { date: '2019-05', until: '2023-07-23' },
      { date: '2023', until: null },
    ];
    expect(wholeSpan(moments)).toEqual([1985 * 12, 2023 * 12 + 11]);
    expect(buckets(moments, [1985 * 12, 2023 * 12 + 11]).map(({ count }) => count)).toEqual([1, 0, 0, 1, 1]);
    expect(buckets(moments, [2010 * 12, 2023 * 12 + 11])).toHaveLength(14);
    expect(buckets(moments, [2019 * 12, 2020 * 12 + 11])).toHaveLength(24);
    expect(touches({ date: '2019-05', until: '2023-07-23' }, [2021 * 12, 2021 * 12])).toBe(true);
    expect(touches({ date: '2019-05', until: null }, [2021 * 12, 2021 * 12])).toBe(false);
    expect(wholeSpan([])).toBeNull();
  });
});
