import { describe, expect, it } from 'vitest';
import { updateEntity } from '@/lib/entities/commands.ts';
import { createRelationship } from '@/lib/entities/relationship.commands.ts';
import { ask } from '@/lib/platform/query.ts';
import { stage } from '@/tests/entities/stage.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { getCaseTimeline, getEntityTimeline } from './timeline.queries.ts';
import { buckets, shifted, touches, track, wholeSpan, widened } from './timeline.rules.ts';

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

  it('ENT-5: says of what lasts whether its beginning, its end or both are known', async () => {
    const luz = await person(test.db, 'Luz');
    const caseId = await caseOf(luz, 'Manta');
    const [a, b] = [
      await named(luz, 'Ana Paz', { investigationId: caseId }),
      await named(luz, 'Bruno Paz', { investigationId: caseId }),
    ];
    const link = { investigationId: caseId, schema: 'Associate', fromId: a, toId: b };
    await done(test.db, createRelationship, luz, { ...link, startDate: '2018' });
    await done(test.db, createRelationship, luz, { ...link, role: 'then', endDate: '2019' });
    await done(test.db, createRelationship, luz, { ...link, role: 'once', startDate: '2020', endDate: '2020' });
    const { items } = await answer(test.db, getCaseTimeline, luz, { investigationId: caseId });
    expect(items.map(({ date, until, lasts }) => [lasts, date, until])).toEqual([
      ['from', '2018', null],
      ['until', '2019', '2019'],
      ['between', '2020', '2020'],
    ]);
  });

  const at = (date: string) => ({ date, until: null, lasts: 'at' }) as const;
  const since = (date: string) => ({ date, until: null, lasts: 'from' }) as const;
  const upTo = (date: string) => ({ date, until: date, lasts: 'until' }) as const;
  const between = (date: string, until: string) => ({ date, until, lasts: 'between' }) as const;
  const year = (from: number, until = from) => [from * 12, until * 12 + 11] as const;

  it('ENT-5: is zoomed by bars of decades, five years, years or months, whichever fit', () => {
    const moments = [at('1985~'), between('2019-05', '2023-07-23'), at('2023')];
    expect(wholeSpan(moments)).toEqual(year(1985, 2023));
    expect(wholeSpan([between('2019', '2025-03')])).toEqual([2019 * 12, 2025 * 12 + 2]);
    expect(buckets(moments, year(1985, 2023)).map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 0, 1, 1]);
    expect(buckets(moments, year(1900, 2029))).toHaveLength(13);
    expect(buckets(moments, year(2010, 2023))).toHaveLength(14);
    expect(buckets(moments, year(2019, 2020))).toHaveLength(24);
    expect(buckets([at('1961')], year(1961))).toHaveLength(1);
    expect(wholeSpan([])).toBeNull();
  });

  it('ENT-5: counts in a month what is dated to it, and as perhaps what is dated to its year only', () => {
    const may = buckets([at('2023-05'), at('2023-05-09'), at('2023'), at('2022')], year(2023))[4];
    expect(may).toMatchObject({ count: 2, maybe: 1 });
  });

  it('ENT-5: what nobody ended stands on, what has no known beginning stood before', () => {
    expect(touches(between('2019-05', '2023-07-23'), [2021 * 12, 2021 * 12])).toBe(true);
    expect(touches(at('2019-05'), year(2021))).toBe(false);
    expect(touches(since('2019-05'), year(2021))).toBe(true);
    expect(touches(since('2019-05'), year(2018))).toBe(false);
    expect(touches(upTo('2019-05'), year(2015))).toBe(true);
    expect(touches(upTo('2019-05'), year(2020))).toBe(false);
  });

  it('ENT-5: draws a year as wide as a year, a day as a day, an open end as far as one sees', () => {
    const window = year(2018, 2019);
    expect(track(at('2018'), window)).toEqual({ from: 0, until: 0.5, open: null, circa: false });
    expect(track(at('2019-01~'), window)).toMatchObject({ from: 0.5, until: 13 / 24, circa: true });
    const day = track(at('2019-01-01'), window);
    expect(day.until - day.from).toBeLessThan(0.002);
    expect(track(since('2019'), window)).toEqual({ from: 0.5, until: 1, open: 'after', circa: false });
    expect(track(upTo('2018'), window)).toEqual({ from: 0, until: 0.5, open: 'before', circa: false });
    expect(track(between('2018', '2019'), window)).toMatchObject({ from: 0, until: 1, open: null });
  });

  it('ENT-5: one moves on through it and steps back, never beyond what there is', () => {
    const whole = year(2010, 2020);
    expect(shifted(year(2015), 1, whole)).toEqual(year(2016));
    expect(shifted(year(2020), 1, whole)).toEqual(year(2020));
    expect(widened(year(2015), whole)).toEqual(year(2014, 2016));
    expect(widened(year(2012, 2018), whole)).toBeNull();
  });
});
