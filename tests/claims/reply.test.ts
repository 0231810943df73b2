import { describe, expect, it } from 'vitest';
import { getClaim } from '@/lib/claims/queries.ts';
import { askForReply, recordReply } from '@/lib/claims/verdict/reply.commands.ts';
import { transitionClaim } from '@/lib/claims/verdict/commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { testDatabase } from '../support/database.ts';
import { answer, done, joins, person } from '../support/people.ts';
import { claimOn, desk, move, verify } from '../support/verdict.ts';

const test = testDatabase();
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe('CLM-15: right of reply', () => {
  it('CLM-15: who was asked, when and how, by when an answer is expected, and what came of it', async () => {
    const at = await desk(test.db);
    const { claimId } = await claimOn(test.db, at, 'paid twice', 'The port paid twice.');
    const asked = { askedAt: inDays(-3), dueAt: inDays(2) };
    const { id: replyId } = await done(test.db, askForReply, at.lead, {
      claimId,
      personName: 'Rosa Marín',
      channel: 'letter',
      ...asked,
    });
    const shown = async () => {
      const { allegation, replies } = await answer(test.db, getClaim, at.editor, { claimId });
      return { allegation, replies };
    };
    // Whoever is asked is accused of something.
    expect(await shown()).toMatchObject({
      allegation: true,
      replies: [
        { personName: 'Rosa Marín', channel: 'letter', status: 'asked', answer: '', answeredAt: null, ...asked },
      ],
    });
    await done(test.db, recordReply, at.editor, {
      claimId,
      replyId,
      status: 'answered',
      answer: 'Hubo dos grúas.',
      answeredAt: inDays(-1),
    });
    expect((await shown()).replies).toMatchObject([{ status: 'answered', answer: 'Hubo dos grúas.' }]);
    // An answer may be put right; what it was before stays in the trail.
    await done(test.db, recordReply, at.editor, { claimId, replyId, status: 'declined' });
    const { data } = await test.db.prisma.event.findFirstOrThrow({
      where: { type: 'reply.recorded', streamId: at.investigationId },
      orderBy: { seq: 'desc' },
    });
    expect(data).toMatchObject({ before: { status: 'answered', answer: 'Hubo dos grúas.' } });
  });

  it.each([
    ['asked tomorrow', { askedAt: 1 }, { status: 'answered', answer: 'x' }],
    ['answered tomorrow', { askedAt: -1 }, { status: 'answered', answer: 'x', answeredAt: 1 }],
    ['answered before the question', { askedAt: -1 }, { status: 'declined', answeredAt: -3 }],
    ['answered without a word', { askedAt: -1 }, { status: 'answered', answer: '  ' }],
  ])('CLM-15: refuses what cannot be, in words: %s', async (_, ask, record) => {
    const at = await desk(test.db);
    const { claimId } = await claimOn(test.db, at, 'paid twice', 'The port paid twice.');
    const first = await execute(test.db, askForReply, at.lead, {
      claimId,
      personName: 'Rosa Marín',
      askedAt: inDays(ask.askedAt),
    });
    const last = first.ok
      ? await execute(test.db, recordReply, at.lead, {
          claimId,
          replyId: first.value.id,
          ...record,
          ...('answeredAt' in record ? { answeredAt: inDays(record.answeredAt) } : {}),
        })
      : first;
    expect(last).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });

  it('CLM-15: where the case asks for it, an allegation is not published before somebody was asked', async () => {
    const at = await desk(test.db, { policy: { rightOfReply: true } });
    const { claimId } = await claimOn(test.db, at, 'paid twice', 'The port paid twice.');
    const { claimId: harmless } = await claimOn(test.db, at, 'in January', 'It was in January.');
    await test.db.prisma.claim.update({ where: { id: claimId }, data: { allegation: true } });
    for (const one of [claimId, harmless]) await verify(test.db, at, one);
    const publish = async (one: string) => {
      const { revision } = await answer(test.db, getClaim, at.editor, { claimId: one });
      return execute(test.db, transitionClaim, at.editor, { claimId: one, to: 'published', revision });
    };
    expect(await publish(harmless)).toMatchObject({ ok: true });
    const refused = await publish(claimId);
    expect(!refused.ok && refused.error.detail).toMatch(/nobody has recorded whether that person was asked/u);
    await done(test.db, askForReply, at.lead, { claimId, personName: 'Rosa Marín' });
    await move(test.db, at.editor, claimId, 'published');
  });

  it('CLM-15, ACC-1: whoever only reads records nothing, and an outsider learns nothing', async () => {
    const at = await desk(test.db);
    const { claimId } = await claimOn(test.db, at, 'paid twice', 'The port paid twice.');
    const [viewer, outsider] = [await person(test.db, 'Vi'), await person(test.db, 'Otto')];
    await joins(test.db, viewer, at.investigationId, 'viewer');
    const ask = (who: typeof viewer) => execute(test.db, askForReply, who, { claimId, personName: 'Rosa Marín' });
    expect(await ask(viewer)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect((await ask(outsider)).ok).toBe(false);
    expect((await answer(test.db, getClaim, at.lead, { claimId })).replies).toEqual([]);
  });
});
