import { requireVisibleEntity } from '../../entities/visibility.ts';
import { on } from '../../platform/access.ts';
import { command } from '../../platform/command.ts';
import { found, refuse } from '../../platform/errors.ts';
import { lockClaim } from '../lock.ts';
import { askForReplyInput, recordReplyInput, tickInput } from '../schema.ts';

/** Right of reply (CLM-15): that somebody was asked, how and when. */
export const askForReply = command({
  name: 'claim.ask_reply',
  input: askForReplyInput,
  allow: (input) => on.claim('claim.evidence', input.claimId),
  run: async (ctx, { id = ctx.newId(), claimId, personName, entityId, channel, askedAt, dueAt }) => {
    const { tx, actor, now, emit } = ctx;
    const claim = await lockClaim(tx, claimId);
    if (entityId) await requireVisibleEntity(tx, actor, entityId);
    const asked = askedAt ? new Date(askedAt) : now;
    if (asked.getTime() > now.getTime() + 60_000)
      refuse('invalid_input', 'Record it once the person was asked.', [{ path: 'askedAt', message: 'In the future.' }]);
    await tx.replyRequest.create({
      data: {
        id,
        claimId,
        personName,
        entityId: entityId ?? null,
        channel,
        askedAt: asked,
        askedById: actor.id,
        dueAt: dueAt ? new Date(dueAt) : null,
        updatedById: actor.id,
        createdAt: now,
      },
    });
    // Whoever is asked is accused of something: from then on the claim says so.
    if (!claim.allegation)
      await tx.claim.update({ where: { id: claimId }, data: { allegation: true, updatedAt: now } });
    emit({
      stream: claim.investigationId,
      type: 'reply.asked',
      subject: { type: 'reply_request', id },
      data: { claimId, personName, channel },
    });
    return { id, claimId };
  },
});

/** Of an earlier day only the day is known, so days are compared, not hours. */
const dayOf = (at: Date): number => Math.floor(at.getTime() / 86_400_000);

export const recordReply = command({
  name: 'claim.record_reply',
  input: recordReplyInput,
  allow: (input) => on.claim('claim.evidence', input.claimId),
  run: async (ctx, { claimId, replyId: id, status, answer, basis = 'off_record', answeredAt }) => {
    const { tx, actor, now, emit } = ctx;
    const claim = await lockClaim(tx, claimId);
    const before = found(await tx.replyRequest.findFirst({ where: { id, claimId } }));
    if (status === 'answered' && !answer)
      refuse('invalid_input', 'Write what was answered.', [{ path: 'answer', message: 'Write the answer.' }]);
    const answered = status === 'asked' ? null : answeredAt ? new Date(answeredAt) : now;
    if (answered && (answered.getTime() > now.getTime() + 60_000 || dayOf(answered) < dayOf(before.askedAt)))
      refuse('invalid_input', 'An answer comes after the question, and not after today.', [
        { path: 'answeredAt', message: 'Before the question, or in the future.' },
      ]);
    await tx.replyRequest.update({
      where: { id },
      data: {
        status,
        answer,
        basis: status === 'answered' ? basis : null,
        answeredAt: answered,
        updatedById: actor.id,
      },
    });
    emit({
      stream: claim.investigationId,
      type: 'reply.recorded',
      subject: { type: 'reply_request', id },
      data: {
        claimId,
        personName: before.personName,
        status,
        before: { status: before.status, answer: before.answer },
      },
    });
    return { id, claimId };
  },
});

/** A line of the checklist of the claim's kind, ticked or not (CLM-3). */
export const tickLine = command({
  name: 'claim.tick',
  input: tickInput,
  allow: (input) => on.claim('claim.evidence', input.claimId),
  run: async (ctx, { claimId, line, ticked }) => {
    const { tx, actor, now, emit } = ctx;
    const claim = await lockClaim(tx, claimId);
    if (ticked)
      await tx.claimTick.createMany({
        data: [{ claimId, line, tickedById: actor.id, at: now }],
        skipDuplicates: true,
      });
    else await tx.claimTick.deleteMany({ where: { claimId, line } });
    emit({
      stream: claim.investigationId,
      type: 'claim.ticked',
      subject: { type: 'claim', id: claimId },
      data: { claimId, line, ticked },
    });
    return { claimId };
  },
});
