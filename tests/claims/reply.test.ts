import { describe, expect, it } from 'vitest';
import { getClaim } from '@/lib/claims/queries.ts';
import { askForReply, recordReply } from '@/lib/claims/verdict/reply.commands.ts';
import { renewVerdicts } from '@/lib/claims/basis/renew.commands.ts';
import { staleVerdicts } from '@/lib/claims/basis/stale.queries.ts';
import { createEntity, updateEntity } from '@/lib/entities/commands.ts';
import { createInvestigation, updateInvestigation } from '@/lib/investigations/commands.ts';
import { isTombstone, readPublished } from '@/lib/publishing/read.ts';
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

describe('CLM-15: what readers are told of who was asked', () => {
  const OFF = 'zarzamora';
  const publicReplies = async (claimId: string) => {
    const page = await readPublished(test.db.prisma, claimId);
    if (!page || isTombstone(page)) throw new Error('not published');
    return page;
  };

  /** A claim about which four people were asked, each with something else that came of it; published. */
  async function stage(repliesShown: 'no' | 'outcome' | 'answer') {
    const at = await desk(test.db, { policy: { repliesShown } });
    const { claimId } = await claimOn(test.db, at, 'paid twice', 'The port paid twice.');
    const { id: rosaId } = await done(test.db, createEntity, at.lead, {
      schema: 'Person',
      name: 'Rosa Marín',
      investigationId: at.investigationId,
    });
    const ask = async (personName: string, more: object = {}) =>
      (await done(test.db, askForReply, at.lead, { claimId, personName, askedAt: inDays(-3), ...more })).id;
    const record = (replyId: string, more: object) =>
      done(test.db, recordReply, at.editor, { claimId, replyId, ...more });
    const ids = {
      rosa: await ask('R. Marín', { entityId: rosaId }),
      ivo: await ask('Ivo Prat'),
      mar: await ask('Mar Soler', { dueAt: inDays(-1) }),
      eva: await ask('Eva Ríos'),
    };
    await record(ids.rosa, { status: 'answered', answer: 'There were two cranes.', basis: 'on_record' });
    await record(ids.ivo, { status: 'answered', answer: `Ask about the ${OFF}.` });
    await record(ids.mar, { status: 'no_answer' });
    await verify(test.db, at, claimId);
    await move(test.db, at.editor, claimId, 'published');
    return { ...at, claimId, rosaId, ids, ask, record };
  }

  it('CLM-15: nothing, unless a lead says so', async () => {
    const { claimId, ids, record } = await stage('no');
    expect((await publicReplies(claimId)).replies).toEqual([]);
    await record(ids.eva, { status: 'declined' });
    expect((await publicReplies(claimId)).underReview).toBe(false);
  });

  it.each(['outcome', 'answer'] as const)(
    'CLM-15: who was asked and what came of it (%s); an answer that is not on the record is not told, nor that it came',
    async (shown) => {
      const { claimId } = await stage(shown);
      const page = await publicReplies(claimId);
      expect(page.replies).toMatchObject([
        {
          name: 'Rosa Marín',
          outcome: 'answered',
          answer: shown === 'answer' ? 'There were two cranes.' : null,
          at: expect.any(String) as string,
        },
        { name: 'Ivo Prat', outcome: 'unsaid', answer: null, at: null },
        { name: 'Mar Soler', outcome: 'no_answer', dueAt: expect.any(String) as string },
        { name: 'Eva Ríos', outcome: 'asked', dueAt: null },
      ]);
      expect(JSON.stringify(page)).not.toContain(OFF);
    },
  );

  it('CLM-15, CLM-17: what comes after the publication shows as a change, and is told when it is published anew', async () => {
    const { claimId, investigationId, lead, editor, rosaId, ids, record } = await stage('answer');
    const changes = async () =>
      (await answer(test.db, staleVerdicts, lead, { investigationId })).items.flatMap((item) => item.changes);
    // An off-record answer is no news for readers, however it is put.
    await record(ids.ivo, { status: 'answered', answer: `More of the ${OFF}.`, basis: 'background' });
    expect(await changes()).toEqual([]);
    await record(ids.eva, { status: 'answered', answer: 'We paid once.', basis: 'on_record' });
    await done(test.db, updateEntity, lead, { entityId: rosaId, name: 'Rosa Marín Cruz' });
    expect(await changes()).toMatchObject([
      { kind: 'name', before: 'Rosa Marín', after: 'Rosa Marín Cruz' },
      { kind: 'reply', name: 'Eva Ríos' },
    ]);
    expect(await publicReplies(claimId)).toMatchObject({ underReview: true });
    expect(JSON.stringify(await publicReplies(claimId))).not.toContain('We paid once.');
    await done(test.db, renewVerdicts, editor, {
      investigationId,
      claimIds: [claimId],
      note: 'Eva Ríos has answered.',
    });
    const page = await publicReplies(claimId);
    expect(page.underReview).toBe(false);
    expect(page.replies.map(({ name, answer: words }) => [name, words])).toEqual([
      ['Rosa Marín Cruz', 'There were two cranes.'],
      ['Ivo Prat', null],
      ['Mar Soler', null],
      ['Eva Ríos', 'We paid once.'],
    ]);
    // What a lead decides afterwards holds from the next publication on, and takes no page back into review.
    await done(test.db, updateInvestigation, lead, { investigationId, policy: { repliesShown: 'no' } });
    expect(await publicReplies(claimId)).toMatchObject({ underReview: false });
  });

  it('CLM-15, ENT-7: a name that only a confidential case knows is not told', async () => {
    const at = await desk(test.db, { policy: { repliesShown: 'answer' } });
    const hidden = await done(test.db, createInvestigation, at.lead, { title: 'Hidden', confidential: true });
    const { id: entityId } = await done(test.db, createEntity, at.lead, {
      schema: 'Person',
      name: `Vera ${OFF}`,
      investigationId: hidden.id,
    });
    const { claimId } = await claimOn(test.db, at, 'paid twice', 'The port paid twice.');
    await done(test.db, askForReply, at.lead, { claimId, personName: `Vera ${OFF}`, entityId });
    await verify(test.db, at, claimId);
    await move(test.db, at.editor, claimId, 'published');
    expect(await publicReplies(claimId)).toMatchObject({ replies: [], underReview: false });
  });
});
