import { on } from '../../platform/access.ts';
import { command } from '../../platform/command.ts';
import { refuse } from '../../platform/errors.ts';
import { keepBasis } from './basis.ts';
import { changesUnder, isSeenByReaders } from './changes.ts';
import { lockClaims } from '../lock.ts';
import { publish } from '../verdict/publication.ts';
import { isUnderVerdict } from '../rules.ts';
import { renewInput } from './renew.schema.ts';

/**
 * One act on everything that a change made stale (CLM-17): the verdicts still hold, and each public page is published anew
 * with a dated line. The line may be left out where readers are shown nothing else than before. A verdict that no longer
 * holds is reopened instead.
 */
export const renewVerdicts = command({
  name: 'verdict.renew',
  input: renewInput,
  allow: ({ investigationId }) => on.investigation('verdict.renew', investigationId),
  run: async (ctx, { investigationId, claimIds, note }) => {
    const { tx, emit } = ctx;
    const claims = await lockClaims(tx, claimIds);
    if (claims.some((claim) => claim.investigationId !== investigationId))
      refuse('not_found', 'One of these claims is not in this case.');
    const changes = await changesUnder(tx, claimIds);
    const isConfidential = ctx.facts.case?.confidential ?? false;
    const renewed: string[] = [];
    for (const claim of claims) {
      const changed = changes.get(claim.id);
      if (!changed) continue;
      if (!isUnderVerdict(claim.state) || changed.some(({ kind }) => kind === 'verdict'))
        refuse('conflict', `Claim ${claim.number} has a new verdict to come or to publish: that is its correction.`);
      const decision = await tx.decision.findFirstOrThrow({
        where: { claimId: claim.id },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        include: { proposal: { select: { evidence: true } } },
      });
      if (claim.state === 'published' && !isConfidential && (note || isSeenByReaders(changed))) {
        if (!note)
          refuse('invalid_input', 'Say in a line what readers are told.', [{ path: 'note', message: 'Write a line.' }]);
        await publish(ctx, claim, note);
      } else await keepBasis(ctx, decision, 'now', note);
      emit({
        stream: investigationId,
        type: 'claim.renewed',
        subject: { type: 'claim', id: claim.id },
        data: { statement: claim.statement, ...(note ? { note } : {}) },
      });
      renewed.push(claim.id);
    }
    return { renewed };
  },
});
