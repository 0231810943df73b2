import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInvestigation, setMember, updateInvestigation } from '@/lib/investigations/commands.ts';
import { getInvestigation, listEvents } from '@/lib/investigations/queries.ts';
import { execute } from '@/lib/platform/command.ts';
import { newId } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';

const test = testDatabase();

describe('command', () => {
  it('CORE-1: changes rows and appends its event in one transaction, or does neither', async () => {
    const luz = await person(test.db, 'Luz');
    const { id } = await done(test.db, createInvestigation, luz, { title: 'Courts' });
    const events = await answer(test.db, listEvents, luz, { investigationId: id });
    expect(events.items.map((event) => [event.seq, event.type, event.actorId])).toEqual([
      [1, 'investigation.created', luz.userId],
    ]);
    const refused = await execute(test.db, updateInvestigation, luz, { investigationId: id, title: '  ' });
    expect(refused).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect((await answer(test.db, listEvents, luz, { investigationId: id })).items).toHaveLength(1);
  });

  it('CORE-3: the same command twice at once takes effect once and gives the same answer twice', async () => {
    const luz = await person(test.db, 'Luz');
    const commandId = newId();
    const send = () => execute(test.db, createInvestigation, luz, { title: 'Twice' }, { id: commandId });
    const answers = await Promise.all([send(), send(), send(), send()]);
    expect(new Set(answers.map((result) => JSON.stringify(result))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(await test.db.prisma.investigation.count({ where: { createdById: luz.userId } })).toBe(1);
  });

  it('CORE-3: an id that was used for something else, or by somebody else, is refused', async () => {
    const luz = await person(test.db, 'Luz');
    const mo = await person(test.db, 'Mo');
    const id = newId();
    await execute(test.db, createInvestigation, luz, { title: 'One' }, { id });
    expect(await execute(test.db, createInvestigation, luz, { title: 'Two' }, { id })).toMatchObject({
      error: { code: 'id_taken' },
    });
    expect(await execute(test.db, createInvestigation, mo, { title: 'One' }, { id })).toMatchObject({
      error: { code: 'id_taken' },
    });
  });

  it('CORE-2: events are numbered without gaps in commit order while twenty commands race', async () => {
    const luz = await person(test.db, 'Luz');
    const { id } = await done(test.db, createInvestigation, luz, { title: 'Race' });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        done(test.db, updateInvestigation, luz, { investigationId: id, title: `Race ${n}` }),
      ),
    );
    const { items } = await answer(test.db, listEvents, luz, { investigationId: id });
    expect(items.map((event) => event.seq)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
    const last = items.at(-1);
    expect((await answer(test.db, getInvestigation, luz, { investigationId: id })).title).toBe(last?.data['title']);
  });

  it('decides a race inside the transaction: two leads who step down at once leave one lead', async () => {
    const [luz, mo] = [await person(test.db, 'Luz'), await person(test.db, 'Mo')];
    const { id } = await done(test.db, createInvestigation, luz, { title: 'Leads' });
    await joins(test.db, mo, id, 'lead');
    const results = await Promise.all(
      [luz, mo].map((who) =>
        execute(test.db, setMember, who, { investigationId: id, userId: who.userId, role: 'viewer' }),
      ),
    );
    expect(results.map((result) => (result.ok ? 'done' : result.error.code)).sort()).toEqual(['conflict', 'done']);
  });

  it('ACC-1: an outsider is told that a case does not exist', async () => {
    const [luz, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Eve')];
    const { id } = await done(test.db, createInvestigation, luz, { title: 'Quiet' });
    expect(await ask(test.db, getInvestigation, eve, { investigationId: id })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await execute(test.db, updateInvestigation, eve, { investigationId: id, title: 'x' })).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('CORE-2, CORE-3: however often and in whatever order commands are sent, each takes effect once and the numbers have no gap', async () => {
    const luz = await person(test.db, 'Luz');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(4), { minLength: 1, maxLength: 14 }), async (sends) => {
        const { id } = await done(test.db, createInvestigation, luz, { title: 'Property' });
        const ids = [0, 1, 2, 3, 4].map(() => newId());
        const answers = await Promise.all(
          sends.map((n) =>
            execute(test.db, updateInvestigation, luz, { investigationId: id, title: `T${n}` }, { id: ids[n] }),
          ),
        );
        expect(answers.every((result) => result.ok)).toBe(true);
        const { items } = await answer(test.db, listEvents, luz, { investigationId: id });
        expect(items.map((event) => event.seq)).toEqual(items.map((_, n) => n + 1));
        expect(items).toHaveLength(1 + new Set(sends).size);
      }),
      { numRuns: 15 },
    );
  });
});
