import { beforeAll, describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createReply } from '@/lib/annotations/reply.commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { loadDemo } from '@/seeds/demo.ts';
import { caseId } from '@/seeds/metastasis.ts';
import { demoPeople } from '@/seeds/people.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, person } from '@/tests/support/people.ts';
import { noteGuide } from './commands.ts';
import { getGuide } from './queries.ts';
import { DEMO_CASE, nextStep, stepNames } from './rules.ts';

const test = testDatabase();
const luz: Caller = { userId: demoPeople.luz.id };
const mo: Caller = { userId: demoPeople.mo.id };
const guide = (of: Caller) => answer(test.db, getGuide, of, {});
const note = (by: Caller, input: object) => done(test.db, noteGuide, by, input);

describe('UX-4: the guide of the demo case', () => {
  beforeAll(() => loadDemo(test.db), 120_000);

  it('is about the case that the seed makes, and about nothing to those who may not read it', async () => {
    expect(caseId).toBe(DEMO_CASE);
    const { demo, done: taken, closed } = await guide(luz);
    expect(demo?.investigationId).toBe(DEMO_CASE);
    expect(demo?.sourceId).not.toBeNull();
    expect(demo?.claimId).not.toBeNull();
    // What the seed did in her name is not what she did.
    expect({ taken, closed }).toEqual({ taken: [], closed: false });
    expect((await guide(await person(test.db, 'Eve'))).demo).toBeNull();
  });

  it('notices what was really done, by whichever way, and remembers it for each person', async () => {
    await note(luz, { step: 'open' });
    const { demo } = await guide(luz);
    const mark = (more: object) =>
      done(test.db, createAnnotation, luz, { sourceId: demo?.sourceId, target: { start: 0, end: 4 }, ...more });
    const { id } = await mark({ kind: 'claim', claim: { statement: 'It is for sale.' } });
    expect((await guide(luz)).done).toEqual(['open', 'claim']);
    await Promise.all([note(luz, { step: 'together' }), note(luz, { step: 'words' })]);
    await done(test.db, createReply, luz, { annotationId: id, text: 'Is it?' });
    expect(nextStep((await guide(luz)).done)).toBe('suggestion');
    await mark({ kind: 'entity', entity: { schema: 'Person', name: 'Somebody' } });
    expect((await guide(luz)).done).toEqual(stepNames);
    expect(nextStep(stepNames)).toBeNull();
    expect((await guide(mo)).done).toEqual([]);
  });

  it('is put away and brought back; one that was gone through begins anew', async () => {
    await note(mo, { step: 'open' });
    await note(mo, { closed: true });
    expect((await guide(mo)).closed).toBe(true);
    await note(mo, { closed: false });
    expect(await guide(mo)).toMatchObject({ closed: false, done: ['open'] });
    await note(luz, { closed: true });
    await note(luz, { closed: false });
    expect(await guide(luz)).toMatchObject({ closed: false, done: [] });
  });
});
