import { describe, expect, it } from 'vitest';
import { mergeClaims } from '@/lib/claims/kin/merge.commands.ts';
import { similarClaims } from '@/lib/claims/kin/similar.queries.ts';
import { updateInvestigation } from '@/lib/investigations/commands.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { claimOn, desk, move, verify } from '../support/verdict.ts';

/** CLM-14: a search shows earlier verdicts on the same thing, across the cases one may read, and what differs. */
const test = testDatabase();
const search = { q: 'port paid twice', earlierVerdicts: 'true' } as const;

describe('CLM-14: earlier verdicts in the search', () => {
  it('CLM-14: found by a part of the words, with what differs; not what has had no verdict, nor of a case one may not read', async () => {
    const at = await desk(test.db);
    const statement = 'According to the minutes the port paid twice for one and the same crane within a single month.';
    const { claimId } = await claimOn(test.db, at, 'paid twice for one crane', statement);
    const reader = await person(test.db, 'Ada');
    await joins(test.db, reader, at.investigationId, 'viewer');
    const outsider = await person(test.db, 'Otto');
    const found = async (who = reader) =>
      (await answer(test.db, similarClaims, who, search)).items.filter((item) => item.id === claimId);
    expect(await found()).toEqual([]);
    await verify(test.db, at, claimId);
    expect(await found()).toMatchObject([{ rating: 'mostly_true', stands: true, differs: { onlyHere: [] } }]);
    expect(await found(outsider)).toEqual([]);
    // What it was before is worth knowing while it is checked again, and says that it no longer stands.
    await move(test.db, at.editor, claimId, 'reopened', { reason: 'A third invoice.' });
    expect(await found()).toMatchObject([{ rating: 'mostly_true', stands: false, state: 'checking' }]);
    await done(test.db, updateInvestigation, at.lead, { investigationId: at.investigationId, confidential: true });
    const moderator = await person(test.db, 'Mod', 'moderator');
    expect(await found(moderator)).toEqual([]);
  });

  it('CLM-14: a claim that was merged is found under its own words and says where it went', async () => {
    const at = await desk(test.db);
    const one = await claimOn(test.db, at, 'paid twice', 'The port paid twice for the crane.');
    const two = await claimOn(test.db, at, 'in January', 'In January the harbour paid a second time.');
    await done(test.db, mergeClaims, at.editor, { claimId: two.claimId, intoId: one.claimId, reason: 'The same.' });
    const { items } = await answer(test.db, similarClaims, at.lead, { q: 'In January the harbour paid a second time' });
    expect(items.find(({ id }) => id === two.claimId)).toMatchObject({ mergedInto: { id: one.claimId } });
  });
});
