import { describe, expect, it } from 'vitest';
import { createAnnotation, deleteAnnotation } from '@/lib/annotations/commands.ts';
import { updateClaim } from '@/lib/claims/commands.ts';
import { myOutcomes } from '@/lib/claims/desk/outcome.queries.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { reviewClaim } from '@/lib/claims/verdict/review.commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { claimOn, desk, move } from '@/tests/support/verdict.ts';
import { followTrail } from './follow.ts';
import { listNotifications } from './queries.ts';

/** CLM-13: the inbox says that somebody else changed one's work, side by side and why. */
const test = testDatabase();

async function stage(policy: object = {}) {
  const at = await desk(test.db, { policy });
  const [mo, ivo] = [await person(test.db, 'Mo'), await person(test.db, 'Ivo')];
  await joins(test.db, mo, at.investigationId, 'checker');
  await joins(test.db, ivo, at.investigationId, 'annotator');
  const { claimId } = await claimOn(test.db, at, 'paid twice for one crane', 'The port paid twice.');
  return { ...at, mo, ivo, claimId };
}
const changes = async (who: Caller, investigationId: string) => {
  await followTrail(test.db, investigationId);
  const { items } = await answer(test.db, listNotifications, who, {});
  return items.flatMap(({ reason, change }) => (reason === 'work_changed' ? [change] : []));
};

describe('CLM-13: a notice when somebody changed my work', () => {
  it('CLM-13: a statement that was reworded tells whoever made it, with both wordings and the reason, and not who did it', async () => {
    const { mo, lead, ivo, claimId, investigationId } = await stage();
    await done(test.db, updateClaim, mo, {
      claimId,
      statement: 'The port paid three times.',
      reason: 'A third invoice.',
    });
    await done(test.db, updateClaim, mo, { claimId, priority: 'high' });
    expect(await changes(lead, investigationId)).toEqual([
      {
        kind: 'words',
        before: 'The port paid twice.',
        after: 'The port paid three times.',
        reason: 'A third invoice.',
      },
    ]);
    expect(await changes(mo, investigationId)).toEqual([]);
    expect(await changes(ivo, investigationId)).toEqual([]);
  });

  it('CLM-13: an adjudicated verdict tells proposer and reviewer whose rating was not signed, each with their own', async () => {
    const { mo, lead, editor, claimId, investigationId } = await stage({ reviews: 2 });
    await move(test.db, lead, claimId, 'checking');
    await move(test.db, lead, claimId, 'in_review', { rating: 'true', rationale: 'As written.' });
    const { revision } = await answer(test.db, getClaim, mo, { claimId });
    await done(test.db, reviewClaim, mo, { claimId, rating: 'mixed', rationale: 'Half.', revision });
    await move(test.db, editor, claimId, 'verified', { rating: 'mixed', reason: 'The refund came later.' });
    expect(await changes(lead, investigationId)).toEqual([
      { kind: 'rating', before: 'true', after: 'mixed', reason: 'The refund came later.' },
    ]);
    expect(await changes(mo, investigationId)).toEqual([]);
  });

  it('CLM-13: a proposal that was sent back, and a rationale that was proposed again in other words', async () => {
    const { mo, lead, editor, claimId, investigationId } = await stage();
    await move(test.db, lead, claimId, 'checking');
    await move(test.db, lead, claimId, 'in_review', { rating: 'true', rationale: 'As written.' });
    await move(test.db, editor, claimId, 'checking', { reason: 'Ask the port first.' });
    expect(await changes(lead, investigationId)).toEqual([
      { kind: 'words', before: null, after: null, reason: 'Ask the port first.' },
    ]);
    expect(await changes(mo, investigationId)).toEqual([]);
  });

  it('CLM-13, ACC-4: a mark that the lead took away; hidden words are shown to nobody any more', async () => {
    const { lead, ivo, sourceId, investigationId } = await stage();
    const target = { quote: { exact: 'in January' } };
    const { id } = await done(test.db, createAnnotation, ivo, { sourceId, kind: 'note', target, text: 'zarzamora' });
    await done(test.db, deleteAnnotation, lead, { annotationId: id });
    expect(await changes(ivo, investigationId)).toHaveLength(1);
    await test.db.prisma.hiddenText.create({
      data: { subjectType: 'annotation', subjectId: id, hiddenById: lead.userId, reason: 'spam' },
    });
    expect(JSON.stringify(await changes(ivo, investigationId))).not.toContain('zarzamora');
    expect(JSON.stringify(await answer(test.db, myOutcomes, ivo, {}))).not.toContain('zarzamora');
  });
});
