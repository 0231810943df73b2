import { describe, expect, it } from 'vitest';
import { mergeClaims, unmergeClaims } from '@/lib/claims/kin/merge.commands.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { splitClaim } from '@/lib/claims/kin/split.commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import type { Desk } from '../support/verdict.ts';
import { claimOn, desk, move, verify } from '../support/verdict.ts';

const test = testDatabase();
const shown = (at: Desk, claimId: string) => answer(test.db, getClaim, at.editor, { claimId });
const words = async (at: Desk, claimId: string) => (await shown(at, claimId)).mentions.map(({ exact }) => exact).sort();

async function twoClaims() {
  const at = await desk(test.db);
  const one = await claimOn(test.db, at, 'paid twice', 'The port paid twice.');
  const two = await claimOn(test.db, at, 'for one crane', 'One crane was paid for.');
  return { at, one: one.claimId, two: two.claimId };
}

describe('CLM-14: merging', () => {
  it('CLM-14: keeps both wordings and all mentions, and is undone to what was before', async () => {
    const { at, one, two } = await twoClaims();
    await done(test.db, mergeClaims, at.editor, { claimId: two, intoId: one, reason: 'The same.' });
    expect(await words(at, one)).toEqual(['for one crane', 'paid twice']);
    expect(await shown(at, one)).toMatchObject({ merged: [{ id: two, statement: 'One crane was paid for.' }] });
    expect(await shown(at, two)).toMatchObject({ state: 'set_aside', mergedInto: { id: one }, mentions: [] });
    await done(test.db, unmergeClaims, at.editor, { claimId: two });
    expect(await words(at, one)).toEqual(['paid twice']);
    expect(await words(at, two)).toEqual(['for one crane']);
    expect(await shown(at, two)).toMatchObject({ state: 'checking', mergedInto: null });
    expect((await shown(at, one)).merged).toEqual([]);
  });

  it('CLM-14: of two who merge each into the other at once, one does; undoing twice at once is once', async () => {
    const { at, one, two } = await twoClaims();
    const both = await Promise.all([
      execute(test.db, mergeClaims, at.lead, { claimId: one, intoId: two }),
      execute(test.db, mergeClaims, at.editor, { claimId: two, intoId: one }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const [from, into] = both[0].ok ? [one, two] : [two, one];
    expect(await words(at, into)).toEqual(['for one crane', 'paid twice']);
    const undone = await Promise.all(
      [at.lead, at.editor].map((who) => execute(test.db, unmergeClaims, who, { claimId: from })),
    );
    expect(undone.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await words(at, into)).toHaveLength(1);
  });

  it('CLM-14: a claim under a verdict takes others in and is not taken, nor is one that has taken others in', async () => {
    const { at, one, two } = await twoClaims();
    await verify(test.db, at, one);
    const taken = await execute(test.db, mergeClaims, at.editor, { claimId: one, intoId: two });
    expect(!taken.ok && taken.error.detail).toMatch(/has a verdict/u);
    await done(test.db, mergeClaims, at.editor, { claimId: two, intoId: one });
    expect(await shown(at, one)).toMatchObject({ state: 'verified', rating: 'mostly_true' });
    const third = await claimOn(test.db, at, 'in January', 'In January.');
    const chained = await execute(test.db, mergeClaims, at.editor, { claimId: third.claimId, intoId: two });
    expect(!chained.ok && chained.error.detail).toMatch(/was itself merged/u);
  });

  it('CLM-14, ACC-1: not into a claim of another case, and not by whoever only reads', async () => {
    const { at, one, two } = await twoClaims();
    const other = await desk(test.db);
    const elsewhere = await claimOn(test.db, other, 'paid twice', 'Elsewhere.');
    const across = await execute(test.db, mergeClaims, at.editor, { claimId: one, intoId: elsewhere.claimId });
    expect(across).toMatchObject({ ok: false, error: { code: 'not_found' } });
    const viewer = await person(test.db, 'Vi');
    await joins(test.db, viewer, at.investigationId, 'viewer');
    const read = await execute(test.db, mergeClaims, viewer, { claimId: one, intoId: two });
    expect(read).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });
});

describe('CLM-1: splitting a compound sentence', () => {
  const parts = [
    { statement: 'The port paid for a crane.', quote: 'paid', attribution: ['The minutes', 'Rosa'] },
    { statement: 'It paid twice.', quote: 'twice', kind: 'quantity' },
  ];

  async function whole() {
    const at = await desk(test.db);
    const { claimId, annotationId } = await claimOn(test.db, at, 'paid twice for one crane', 'It paid twice for one.');
    return { at, claimId, annotationId };
  }

  it('CLM-1: each part has its words, its wording, the chain of who says it, and is tied to the whole', async () => {
    const { at, claimId, annotationId } = await whole();
    const { ids } = await done(test.db, splitClaim, at.lead, { claimId, annotationId, parts });
    const made = await Promise.all(ids.map((id) => shown(at, id)));
    expect(made.map(({ statement, mentions }) => [statement, mentions.map(({ exact }) => exact)])).toEqual([
      ['The port paid for a crane.', ['paid']],
      ['It paid twice.', ['twice']],
    ]);
    expect(made[0]?.attribution).toEqual(['The minutes', 'Rosa']);
    expect(made[1]?.kind).toBe('quantity');
    expect((await shown(at, claimId)).links.map(({ kind }) => kind)).toEqual(['part_of', 'part_of']);
    expect(await words(at, claimId)).toEqual(['paid twice for one crane']);
  });

  it('CLM-1: words that do not stand in the sentence are refused, and nothing of the rest is made', async () => {
    const { at, claimId, annotationId } = await whole();
    const before = await test.db.prisma.claim.count({ where: { investigationId: at.investigationId } });
    const wrong = [parts[0], { statement: 'A ship.', quote: 'a ship' }];
    const result = await execute(test.db, splitClaim, at.lead, { claimId, annotationId, parts: wrong });
    expect(!result.ok && result.error.detail).toContain('“a ship”');
    expect(await test.db.prisma.claim.count({ where: { investigationId: at.investigationId } })).toBe(before);
    expect(await words(at, claimId)).toEqual(['paid twice for one crane']);
  });

  it('CLM-5: what stands under a verdict is not split', async () => {
    const { at, claimId, annotationId } = await whole();
    await verify(test.db, at, claimId);
    expect((await execute(test.db, splitClaim, at.lead, { claimId, annotationId, parts })).ok).toBe(false);
    await move(test.db, at.editor, claimId, 'reopened', { reason: 'Two things are said.' });
    expect((await execute(test.db, splitClaim, at.lead, { claimId, annotationId, parts })).ok).toBe(true);
  });
});
