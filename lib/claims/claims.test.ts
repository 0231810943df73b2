import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { appendUpdates } from '@/lib/notes/append.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { execute } from '@/lib/platform/command.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import * as Y from 'yjs';
import { updateClaim } from './commands.ts';
import { addEvidence, removeEvidence } from './evidence/commands.ts';
import { reviewClaim } from './verdict/review.commands.ts';
import { getClaim } from './queries.ts';
import { claimStates } from './rules.ts';
import { moves, transitionFor, transitions } from './verdict/transitions.rules.ts';
import { transitionClaim } from './verdict/commands.ts';

const test = testDatabase();

async function stage(reviews = 1) {
  const [luz, mo, amal, ivo] = [
    await person(test.db, 'Luz'),
    await person(test.db, 'Mo'),
    await person(test.db, 'Amal'),
    await person(test.db, 'Ivo'),
  ];
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port', policy: { reviews } });
  await joins(test.db, mo, investigationId, 'checker');
  await joins(test.db, amal, investigationId, 'editor');
  await joins(test.db, ivo, investigationId, 'annotator');
  const { id: sourceId } = await done(test.db, intakeSource, luz, {
    investigationId,
    kind: 'text',
    text: 'A headline\n\nThe port paid twice for one crane in January.',
    seal: true,
  });
  const { id: annotationId } = await done(test.db, createAnnotation, luz, {
    sourceId,
    kind: 'claim',
    target: { quote: { exact: 'paid twice' } },
    claim: { statement: 'The port paid twice.' },
  });
  const mark = await test.db.prisma.annotation.findUniqueOrThrow({ where: { id: annotationId } });
  const claimId = mark.claimId ?? '';
  return { luz, mo, amal, ivo, investigationId, annotationId, claimId };
}

const revisionOf = async (who: Caller, claimId: string) => (await answer(test.db, getClaim, who, { claimId })).revision;

async function propose(who: Caller, claimId: string, annotationId: string) {
  await done(test.db, addEvidence, who, { claimId, stance: 'supports', annotationId });
  await done(test.db, transitionClaim, who, { claimId, to: 'checking', revision: await revisionOf(who, claimId) });
  await done(test.db, transitionClaim, who, {
    claimId,
    to: 'in_review',
    revision: await revisionOf(who, claimId),
    rating: 'true',
    rationale: 'Both invoices are there.',
  });
}

const move = async (who: Caller, claimId: string, to: string, more: object = {}) =>
  execute(test.db, transitionClaim, who, { claimId, to, revision: await revisionOf(who, claimId), ...more });

/** Writes in the rationale as an editor would. */
async function write(who: Caller, claimId: string) {
  const { rationale } = await answer(test.db, getClaim, who, { claimId });
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(' And one more thing.')]);
  doc.getXmlFragment('default').insert(0, [paragraph]);
  return appendUpdates(test.db.pool, rationale.documentId, [
    { update: Y.encodeStateAsUpdate(doc), userId: who.userId, sessionId: undefined },
  ]);
}

describe('claims', () => {
  it('CLM-2: only the moves of the table exist, each from where it says', () => {
    const found = claimStates.flatMap((state) =>
      moves.flatMap((to) => (transitionFor(state, to) ? [`${state}>${to}`] : [])),
    );
    expect(found.sort()).toEqual(
      transitions.flatMap(({ from, move: to }) => from.map((state) => `${state}>${to}`)).sort(),
    );
    // One row for each move from each state, and none that leaves a verdict but by an editor's hand.
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(16);
  });

  it('CLM-3: a rating needs evidence and a rationale, and says which is missing', async () => {
    const { luz, claimId, annotationId } = await stage();
    await move(luz, claimId, 'checking');
    expect(await move(luz, claimId, 'in_review', { rating: 'true', rationale: 'x' })).toMatchObject({
      error: { code: 'conflict', detail: expect.stringMatching(/evidence/) as string },
    });
    await done(test.db, addEvidence, luz, { claimId, stance: 'supports', annotationId });
    expect(await move(luz, claimId, 'in_review', { rating: 'true' })).toMatchObject({
      error: { detail: expect.stringMatching(/rationale/) as string },
    });
    expect(await move(luz, claimId, 'in_review', { rationale: 'x' })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await move(luz, claimId, 'verified')).toMatchObject({ error: { code: 'conflict' } });
  });

  it('CLM-4: proposer and rationale authors cannot sign, anybody else who checks can', async () => {
    const { luz, mo, amal, ivo, claimId, annotationId } = await stage();
    await propose(luz, claimId, annotationId);
    expect(await move(luz, claimId, 'verified')).toMatchObject({
      error: { code: 'forbidden', detail: expect.stringMatching(/You proposed/) as string },
    });
    expect(await move(ivo, claimId, 'verified')).toMatchObject({ error: { code: 'forbidden' } });
    // Amal writes in the rationale: now the proposal is stale, and in the next one she is an author.
    await write(amal, claimId);
    expect(await move(mo, claimId, 'verified')).toMatchObject({ error: { code: 'stale' } });
    await done(test.db, transitionClaim, luz, {
      claimId,
      to: 'checking',
      revision: await revisionOf(luz, claimId),
      reason: 'More to say',
    });
    await done(test.db, transitionClaim, luz, {
      claimId,
      to: 'in_review',
      revision: await revisionOf(luz, claimId),
      rating: 'true',
    });
    expect(await move(amal, claimId, 'verified')).toMatchObject({
      error: { code: 'forbidden', detail: expect.stringMatching(/rationale/) as string },
    });
    expect(await move(mo, claimId, 'verified')).toMatchObject({ ok: true });
  });

  it('CLM-4: the database itself refuses a decision by its proposer or by an author left out', async () => {
    const { luz, mo, claimId, annotationId } = await stage();
    await propose(luz, claimId, annotationId);
    const proposal = await test.db.prisma.proposal.findFirstOrThrow({ where: { claimId } });
    const sign = (signer: string, authors: string) =>
      test.db.pool.query(
        `INSERT INTO "Decision" (id, "claimId", "proposalId", revision, rating, "proposedById", "rationaleAuthorIds", "signedOffById")
         VALUES (gen_random_uuid(), $1, $2, $3, 'true', $4, ${authors}, $5)`,
        [claimId, proposal.id, proposal.revision, proposal.proposedById, signer],
      );
    await expect(sign(luz.userId, `ARRAY['${luz.userId}']::uuid[]`)).rejects.toThrow(/two_persons/);
    await expect(sign(mo.userId, `ARRAY[]::uuid[]`)).rejects.toThrow(/repeats its proposal/);
    await expect(sign(mo.userId, `ARRAY['${luz.userId}', '${mo.userId}']::uuid[]`)).rejects.toThrow(/two_persons/);
  });

  it('CLM-5: a change of statement, evidence or rationale makes the proposal stale', async () => {
    for (const change of ['statement', 'evidence', 'rationale'] as const) {
      const { luz, mo, claimId, annotationId } = await stage();
      await propose(luz, claimId, annotationId);
      const before = await revisionOf(mo, claimId);
      if (change === 'statement')
        await done(test.db, updateClaim, luz, { claimId, statement: 'The port paid three times.' });
      if (change === 'evidence')
        await done(test.db, addEvidence, luz, { claimId, stance: 'refutes', url: 'https://example.org/minutes' });
      if (change === 'rationale') await write(luz, claimId);
      expect(
        await execute(test.db, transitionClaim, mo, { claimId, to: 'verified', revision: before }),
        change,
      ).toMatchObject({ error: { code: 'stale' } });
      expect(await move(mo, claimId, 'verified'), change).toMatchObject({ error: { code: 'stale' } });
      expect((await answer(test.db, getClaim, mo, { claimId })).proposal?.stale, change).toBe(true);
    }
  });

  it('CLM-4: two who sign at once make one decision', async () => {
    const { luz, mo, amal, claimId, annotationId } = await stage();
    await propose(luz, claimId, annotationId);
    const results = await Promise.all([move(mo, claimId, 'verified'), move(amal, claimId, 'verified')]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await test.db.prisma.decision.count({ where: { claimId } })).toBe(1);
  });

  it('CLM-5: evidence that arrives while somebody signs either comes after the verdict (refused) or makes it stale', async () => {
    const { luz, mo, claimId, annotationId } = await stage();
    await propose(luz, claimId, annotationId);
    const revision = await revisionOf(mo, claimId);
    const [signed, added] = await Promise.all([
      execute(test.db, transitionClaim, mo, { claimId, to: 'verified', revision }),
      execute(test.db, addEvidence, luz, { claimId, stance: 'refutes', note: 'A call on Monday.' }),
    ]);
    expect([signed.ok, added.ok].filter(Boolean)).toHaveLength(1);
  });

  it('CLM-6: where reviews disagree, an editor decides and says why', async () => {
    const { luz, mo, amal, claimId, annotationId } = await stage(2);
    await propose(luz, claimId, annotationId);
    expect(await move(amal, claimId, 'verified')).toMatchObject({
      error: { detail: expect.stringMatching(/2 independent reviews/) as string },
    });
    await done(test.db, reviewClaim, mo, {
      claimId,
      rating: 'mixed',
      rationale: 'One was a refund.',
      revision: await revisionOf(mo, claimId),
    });
    expect(await move(mo, claimId, 'verified')).toMatchObject({ ok: false });
    expect(await move(amal, claimId, 'verified')).toMatchObject({ error: { code: 'invalid_input' } });
    expect(await move(amal, claimId, 'verified', { reason: 'The refund came a year later.' })).toMatchObject({
      ok: true,
    });
  });

  it('CLM-2: a reopened claim keeps its earlier decision, and a verdict cannot be undermined without reopening', async () => {
    const { luz, mo, amal, claimId, annotationId } = await stage();
    await propose(luz, claimId, annotationId);
    await move(mo, claimId, 'verified');
    const [evidence] = (await answer(test.db, getClaim, luz, { claimId })).evidence;
    expect(await execute(test.db, removeEvidence, luz, { evidenceId: evidence?.id })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect(await execute(test.db, updateClaim, luz, { claimId, statement: 'Other' })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect((await write(luz, claimId)).refused.size).toBe(1);
    expect(await move(mo, claimId, 'reopened', { reason: 'x' })).toMatchObject({ error: { code: 'forbidden' } });
    expect(await move(amal, claimId, 'reopened', { reason: 'A third invoice.' })).toMatchObject({ ok: true });
    const claim = await answer(test.db, getClaim, luz, { claimId });
    expect(claim).toMatchObject({ state: 'checking', rating: null });
    expect(claim.decisions).toHaveLength(1);
  });

  it('CLM-12: a claim is set aside for a reason from the list', async () => {
    const { luz, claimId } = await stage();
    expect(await move(luz, claimId, 'set_aside', { reason: 'because' })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await move(luz, claimId, 'set_aside', { reason: 'opinion' })).toMatchObject({ ok: true });
  });

  it('refuses what makes no sense, in words', async () => {
    const { luz, claimId } = await stage();
    for (const input of [
      { url: 'javascript:alert(1)' },
      { url: 'file:///etc/passwd' },
      {},
      { annotationId: claimId },
    ]) {
      expect(await execute(test.db, addEvidence, luz, { claimId, stance: 'supports', ...input })).toMatchObject({
        ok: false,
      });
    }
    expect(await execute(test.db, updateClaim, luz, { claimId, statement: '\u0000' })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(
      await execute(test.db, updateClaim, luz, { claimId, assigneeId: luz.userId.replace(/^./, 'f') }),
    ).toMatchObject({ ok: false });
  });
});
