import { z } from 'zod';
import { on } from '../../platform/access.ts';
import type { CommandContext } from '../../platform/command.ts';
import { command } from '../../platform/command.ts';
import type { Prisma } from '../../platform/db.ts';
import { refuse } from '../../platform/errors.ts';
import { intakeSource } from '../../sources/commands.ts';
import { intakeInput } from '../../sources/schema.ts';
import { urlKey } from '../../sources/similar.rules.ts';
import { lockEvidence } from './commands.ts';
import { takeInEvidenceInput } from './schema.ts';
import { bumpRevision, refuseUnderVerdict } from '../lock.ts';
import { markPassage } from './mark.ts';

/**
 * Takes the address of a piece of evidence in as a source of the case, sealed and hashed like any other (CLM-3). The page is
 * fetched as a job; the same act again, when it is there, ties the evidence to it, and to its words where the quote stands
 * there exactly once. An address that the case has already is tied at once, also where it led to another one when it was
 * fetched. However often it is asked, there is one source.
 */
export const takeInEvidence = command({
  name: 'claim.take_in_evidence',
  input: takeInEvidenceInput,
  allow: (input) => on.evidence('claim.evidence', input.evidenceId),
  run: async (ctx, { evidenceId: id }) => {
    const { claim, evidence } = await lockEvidence(ctx, id);
    const { investigationId } = claim;
    refuseUnderVerdict(claim, 'evidence');
    if (!evidence.url) refuse('conflict', 'Only an address of the web can be taken in as a source.');
    const answer = { id, claimId: claim.id };
    if (evidence.sourceId) return { ...answer, sourceId: evidence.sourceId, jobId: null, tied: true, quoted: true };
    const key = urlKey(evidence.url);
    if (key === null) refuse('conflict', 'Only an address of the web can be taken in as a source.');
    const fetched = await intakesOf(ctx, investigationId, evidence.url, { state: 'done' });
    const there = await ctx.tx.source.findFirst({
      where: { investigationId, OR: [{ urlKey: key }, { id: { in: fetched.map(({ sourceId }) => sourceId) } }] },
      orderBy: [{ versions: { _count: 'desc' } }, { id: 'asc' }],
      select: { id: true, _count: { select: { versions: true } } },
    });
    if (there && there._count.versions === 0)
      refuse('conflict', 'This address is in the case as a draft. Seal it, then repeat.');
    if (!there) {
      const [running] = await intakesOf(ctx, investigationId, evidence.url, {
        state: { in: ['queued', 'running'] },
        createdById: ctx.actor.id,
      });
      if (running) return { ...answer, ...running, tied: false, quoted: false };
      const started = await intakeSource.run(
        { ...ctx, facts: { ...ctx.facts, investigationId } },
        intakeInput.parse({ investigationId, kind: 'url', url: evidence.url, seal: true }),
      );
      return { ...answer, sourceId: started.id, jobId: started.jobId, tied: false, quoted: false };
    }
    const annotationId =
      evidence.annotationId ??
      (evidence.quote ? await markQuote(ctx, investigationId, there.id, evidence.quote) : null);
    await ctx.tx.evidence.update({ where: { id }, data: { sourceId: there.id, annotationId } });
    const revision = await bumpRevision(ctx, claim.id);
    ctx.emit({
      stream: investigationId,
      type: 'evidence.taken_in',
      subject: { type: 'evidence', id },
      data: { claimId: claim.id, sourceId: there.id, revision, ...(annotationId ? { annotationId } : {}) },
    });
    return {
      ...answer,
      sourceId: there.id,
      jobId: null,
      tied: true,
      quoted: annotationId !== null || evidence.quote === null,
    };
  },
});

const intakeOf = z.object({ sourceId: z.string() });

/** The jobs that fetched this very address for the case: a page may lie elsewhere than where it was asked for. */
async function intakesOf({ tx }: CommandContext, investigationId: string, url: string, where: Prisma.JobWhereInput) {
  const jobs = await tx.job.findMany({
    where: {
      ...where,
      kind: 'source.intake',
      AND: [
        { input: { path: ['investigationId'], equals: investigationId } },
        { input: { path: ['given', 'url'], equals: url } },
      ],
    },
    select: { id: true, input: true },
  });
  return jobs.map((job) => ({ sourceId: intakeOf.parse(job.input).sourceId, jobId: job.id }));
}

/** A mark on the quote, where the sealed text has it exactly once; null where it does not. */
async function markQuote(
  ctx: CommandContext,
  investigationId: string,
  sourceId: string,
  exact: string,
): Promise<string | null> {
  const version = await ctx.tx.sourceVersion.findFirst({
    where: { sourceId },
    orderBy: { number: 'desc' },
    select: { text: true },
  });
  const at = version?.text.indexOf(exact) ?? -1;
  if (!version || at < 0 || version.text.includes(exact, at + 1)) return null;
  const target = { start: at, end: at + exact.length };
  return await markPassage(ctx, investigationId, { sourceId, kind: 'highlight', target });
}
