import { beforeAll, describe, expect, it } from 'vitest';
import { listAnnotations } from '@/lib/annotations/queries.ts';
import { getClaim } from '@/lib/claims/queries.ts';
import { reviewClaim } from '@/lib/claims/verdict/review.commands.ts';
import { listEvents } from '@/lib/investigations/queries.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { readDocumentAt, readHistory } from '@/lib/notes/queries.ts';
import { execute } from '@/lib/platform/command.ts';
import { SYSTEM_USER } from '@/lib/platform/ids.ts';
import { ask } from '@/lib/platform/query.ts';
import { askEverything } from '../support/ask-everything.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, person } from '../support/people.ts';
import { move, propose, revisionOf, setClaimStage } from './stage.ts';

/** A secret word and an unusual rating are planted in a blind review, and looked for as everybody, everywhere. */
const test = testDatabase();
const SECRET = 'zarzamora';
const RATING = 'misleading';
const PROPOSED = 'mostly_false';

describe('CLM-6: blind means blind', () => {
  let stage: Awaited<ReturnType<typeof setClaimStage>>;
  let others: [string, Caller][];
  let before: Map<string, string>;

  const inputs = () => ({
    investigationId: stage.investigationId,
    sourceId: stage.sourceId,
    claimId: stage.claimId,
    q: SECRET,
    number: 1,
  });
  /** The moment of asking is no news; that the trail has one more line, of which nothing can be read, is known to all. */
  async function everything(who: Caller): Promise<Map<string, string>> {
    const answers = await askEverything(test.db, who, inputs());
    return new Map([...answers].map(([name, text]) => [name, text.replace(/"exportedAt":"[^"]*"|"seq":\d+/gu, '')]));
  }

  beforeAll(async () => {
    stage = await setClaimStage(test.db, { reviews: 2, blind: true });
    const moderator = await person(test.db, 'moderator', 'moderator');
    others = [
      ['proposer', stage.mo],
      ['lead', stage.luz],
      ['editor', stage.amal],
      ['annotator', stage.ivo],
      ['moderator', moderator],
    ];
    await propose(test.db, stage.mo, stage.claimId, { rating: PROPOSED });
    before = new Map();
    for (const [role, who] of others)
      for (const [name, text] of await everything(who)) before.set(`${role} ${name}`, text);
    await done(test.db, reviewClaim, stage.nur, {
      claimId: stage.claimId,
      rating: RATING,
      rationale: `Because of the ${SECRET}.`,
      revision: await revisionOf(test.db, stage.nur, stage.claimId),
    });
  }, 60_000);

  it('CLM-6: no query tells anybody else of a blind review: no word, no rating, no count, no time', async () => {
    let asked = 0;
    for (const [role, who] of others) {
      for (const [name, text] of await everything(who)) {
        asked += 1;
        expect(text, `${name} as ${role}`).not.toContain(SECRET);
        // The feed has one more line, of which nothing can be read; the scale itself names every rating.
        if (name === 'rating.list' || name.startsWith('event.')) continue;
        expect(text.includes(RATING), `${name} as ${role} tells the rating`).toBe(false);
        expect(text, `${name} as ${role} changed`).toBe(before.get(`${role} ${name}`));
      }
    }
    expect(asked).toBeGreaterThan(40);
  });

  it('CLM-6: the feed has a line without a person, an hour or a word', async () => {
    for (const [role, who] of others) {
      const { items } = await answer(test.db, listEvents, who, { investigationId: stage.investigationId, limit: 500 });
      const last = items.at(-1);
      expect(last, role).toMatchObject({
        type: 'private',
        actorId: SYSTEM_USER,
        data: {},
        subject: { type: 'private' },
      });
      expect(last?.at, role).toMatch(/T00:00:00/);
      expect(JSON.stringify(items.filter((event) => event.type === 'proposal.created'))).not.toContain(PROPOSED);
      expect(JSON.stringify(items.filter((event) => event.type === 'claim.moved'))).not.toContain(PROPOSED);
    }
  });

  it('CLM-6: the proposed rating is nobody else’s to see either, not on the marks', async () => {
    for (const [role, who] of others.slice(1)) {
      const claim = await answer(test.db, getClaim, who, { claimId: stage.claimId });
      expect(claim, role).toMatchObject({ rating: null, reviews: [], proposal: { rating: null, revealed: false } });
      const marks = await answer(test.db, listAnnotations, who, { sourceId: stage.sourceId });
      expect(JSON.stringify(marks), role).not.toContain(PROPOSED);
    }
  });

  it('CLM-6: the history of the rationale is shown to nobody while they review, and to all afterwards', async () => {
    const { rationaleDocumentId: documentId } = await test.db.prisma.claim.findUniqueOrThrow({
      where: { id: stage.claimId },
    });
    const refused = { error: { code: 'conflict', detail: expect.stringMatching(/blind review/) as string } };
    for (const [role, who] of [...others, ['reviewer', stage.nur] as const]) {
      expect(await ask(test.db, readHistory, who, { documentId }), role).toMatchObject(refused);
      expect(await ask(test.db, readDocumentAt, who, { documentId, seq: 1 }), role).toMatchObject(refused);
    }
    const open = await setClaimStage(test.db, { reviews: 2 });
    await propose(test.db, open.mo, open.claimId);
    const other = await test.db.prisma.claim.findUniqueOrThrow({ where: { id: open.claimId } });
    expect(await ask(test.db, readHistory, open.nur, { documentId: other.rationaleDocumentId })).toMatchObject({
      ok: true,
    });
  });

  it('CLM-6: the reviewer sees their own; nobody signs before all are in; the last one shows all, to everybody', async () => {
    const mine = await answer(test.db, getClaim, stage.nur, { claimId: stage.claimId });
    expect(mine.reviews).toMatchObject([{ rating: RATING }]);
    expect(await move(test.db, stage.amal, stage.claimId, 'verified')).toMatchObject({
      error: { code: 'conflict', detail: expect.stringMatching(/blind/) as string },
    });
    await done(test.db, reviewClaim, stage.luz, {
      claimId: stage.claimId,
      rating: PROPOSED,
      rationale: 'As proposed.',
      revision: await revisionOf(test.db, stage.luz, stage.claimId),
    });
    for (const [role, who] of others) {
      const claim = await answer(test.db, getClaim, who, { claimId: stage.claimId });
      expect(claim.reviews.map((review) => review.rating).sort(), role).toEqual([RATING, PROPOSED].sort());
      expect(claim.proposal, role).toMatchObject({ rating: PROPOSED, revealed: true, disputed: true });
    }
    // Nobody reviews with the others' words before their eyes.
    expect(
      await execute(test.db, reviewClaim, stage.amal, {
        claimId: stage.claimId,
        rating: 'true',
        rationale: 'late',
        revision: await revisionOf(test.db, stage.amal, stage.claimId),
      }),
    ).toMatchObject({ error: { code: 'conflict' } });
  });

  it('CLM-6: they disagree, so an editor decides with a reason, on a rating that somebody else gave', async () => {
    expect(await move(test.db, stage.luz, stage.claimId, 'verified')).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await move(test.db, stage.amal, stage.claimId, 'verified', { reason: 'x', rating: 'true' })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(
      await move(test.db, stage.amal, stage.claimId, 'verified', { reason: 'The refund came later.', rating: RATING }),
    ).toMatchObject({ ok: true });
    const claim = await answer(test.db, getClaim, stage.ivo, { claimId: stage.claimId });
    expect(claim).toMatchObject({ state: 'verified', rating: RATING });
    expect(claim.decisions[0]).toMatchObject({ proposedRating: PROPOSED, reason: 'The refund came later.' });
  });
});
