import { on } from '../../platform/access.ts';
import { command } from '../../platform/command.ts';
import { found, refuse } from '../../platform/errors.ts';
import { lockClaim, refuseUnderVerdict } from '../lock.ts';
import { markPassage } from '../evidence/mark.ts';
import { openClaim } from '../open.ts';
import { splitClaimInput } from '../schema.ts';

/**
 * A compound sentence into atomic claims, in one act: each with the words that carry it (inside a mention of the whole), a
 * neutral wording and the chain of who says it. The whole stays, and each part is linked to it as a part.
 */
export const splitClaim = command({
  name: 'claim.split',
  input: splitClaimInput,
  allow: (input) => on.claim('claim.create', input.claimId),
  run: async (ctx, { claimId, annotationId, parts }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const whole = await lockClaim(tx, claimId);
    refuseUnderVerdict(whole, 'statement');
    const { investigationId } = whole;
    const mention = annotationId ? await mentionOf(tx, annotationId, claimId) : null;
    const ids: string[] = [];
    for (const { id = newId(), statement, quote, kind, attribution } of parts) {
      await openClaim(ctx, { id, investigationId, statement, kind });
      await tx.claim.update({
        where: { id },
        data: { attribution, priority: whole.priority, assigneeId: whole.assigneeId, dueAt: whole.dueAt },
      });
      if (mention && quote) {
        const within = mention.exact.indexOf(quote);
        if (within < 0)
          refuse('invalid_input', `These words do not stand in the sentence: “${quote}”.`, [
            { path: 'parts', message: quote },
          ]);
        const start = mention.start + within;
        await markPassage(ctx, investigationId, {
          sourceId: mention.sourceId,
          version: mention.version,
          target: { start, end: start + quote.length },
          kind: 'claim',
          claimId: id,
        });
      }
      const linkId = newId();
      await tx.claimLink.create({
        data: {
          id: linkId,
          investigationId,
          kind: 'part_of',
          fromId: id,
          toId: claimId,
          createdById: actor.id,
          createdAt: now,
        },
      });
      ids.push(id);
    }
    emit({
      stream: investigationId,
      type: 'claim.split',
      subject: { type: 'claim', id: claimId },
      data: { claimId, statement: whole.statement, parts: ids },
    });
    return { claimId, ids };
  },
});

async function mentionOf(tx: Parameters<typeof lockClaim>[0], annotationId: string, claimId: string) {
  const mark = await tx.annotation.findFirst({
    where: { id: annotationId, claimId, deletedAt: null, visibility: 'case' },
    include: {
      anchors: {
        where: { start: { not: null } },
        orderBy: [{ version: { number: 'desc' } }, { ordinal: 'asc' }],
        take: 1,
        include: { version: { select: { number: true } } },
      },
    },
  });
  const anchor = found(mark?.anchors[0], 'There is no such mention of this claim.');
  return {
    sourceId: found(mark).sourceId,
    version: anchor.version.number,
    start: anchor.start ?? 0,
    exact: anchor.exact,
  };
}
