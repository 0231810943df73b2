import { on } from '../platform/access.ts';
import { coverDigest } from '../platform/audit.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { notify } from '../platform/events.ts';
import { canGo, needleOf, stretchesOf, wholeWords } from './bars.rules.ts';
import { findDocuments } from './documents.ts';
import { findWords } from './find-words.ts';
import { eraseRaw, putBars, rebuildDocuments } from './redact.ts';
import { askRedaction, endRedaction, redactionRef } from './redaction.schema.ts';

type Context = Pick<CommandContext, 'tx' | 'actor' | 'now' | 'emit'>;

const HELD = 'This case is under legal hold: nothing in it may be redacted until the hold is lifted.';
const ENDED = 'This request has been decided or withdrawn already.';

async function refuseHeld(tx: CommandContext['tx'], investigationId: string): Promise<void> {
  if (await tx.legalHold.count({ where: { investigationId, liftedAt: null } })) refuse('conflict', HELD);
}

/** Asks a second person to have words of a sealed source replaced by a bar, everywhere in the case (ACC-8). */
export const askForRedaction = command({
  name: 'redaction.ask',
  input: askRedaction,
  allow: (input) => on.source('redaction.ask', input.sourceId),
  run: async ({ tx, actor, now, newId, emit }, { sourceId, version: number, reason, ...range }) => {
    const source = await tx.source.findUniqueOrThrow({ where: { id: sourceId } });
    const { investigationId } = source;
    // Waits for a colleague who asks for the same words, and for a redaction of this case that is being done.
    await tx.$queryRaw`SELECT 1 FROM "Investigation" WHERE id = ${investigationId}::uuid FOR UPDATE`;
    await refuseHeld(tx, investigationId);
    const version = found(
      await tx.sourceVersion.findUnique({ where: { sourceId_number: { sourceId, number } } }),
      'This source has no such sealed version.',
    );
    if (range.start >= range.end || range.end > version.text.length)
      refuse('invalid_input', 'These words are not in this version.');
    const { start, end } = wholeWords(version.text, range);
    const needle = needleOf(version.text.slice(start, end));
    if (!canGo(needle)) refuse('invalid_input', 'Select words with three letters or more.');
    if (stretchesOf(reason, [needle]).length > 0)
      refuse('invalid_input', 'The reason repeats the words that have to go. Say it without them.');
    if (await tx.redaction.count({ where: { versionId: version.id, start, end, outcome: null } }))
      refuse('conflict', 'Somebody has asked for this already.');
    const id = newId();
    await tx.redaction.create({
      data: {
        ...{ id, investigationId, sourceId, versionId: version.id, start, end, reason },
        ...{ askedById: actor.id, askedAt: now },
      },
    });
    const subject = { type: 'source' as const, id: sourceId };
    const data = { redactionId: id, version: number, start, end, reason };
    emit({ stream: investigationId, type: 'source.redaction_asked', subject, data });
    return { id, investigationId };
  },
});

/** Ends a request that nobody has ended yet; two at once: one is told that it is over. */
async function end(
  { tx, actor, now }: Context,
  id: string,
  outcome: 'done' | 'refused' | 'withdrawn',
  endReason?: string,
) {
  const { count } = await tx.redaction.updateMany({
    where: { id, outcome: null },
    data: { outcome, endedById: actor.id, endedAt: now, endReason: endReason ?? null },
  });
  if (count === 0) refuse('conflict', ENDED);
  return tx.redaction.findUniqueOrThrow({ where: { id }, include: { version: { select: { number: true } } } });
}

export const withdrawRedaction = command({
  name: 'redaction.withdraw',
  input: redactionRef,
  allow: (input) => on.redaction('redaction.withdraw', input.redactionId),
  run: async (ctx, { redactionId }) => {
    const { investigationId, sourceId } = await end(ctx, redactionId, 'withdrawn');
    const subject = { type: 'source' as const, id: sourceId };
    ctx.emit({ stream: investigationId, type: 'source.redaction_withdrawn', subject, data: { redactionId } });
    return { id: redactionId, investigationId };
  },
});

export const refuseRedaction = command({
  name: 'redaction.refuse',
  input: endRedaction,
  allow: (input) => on.redaction('redaction.decide', input.redactionId),
  run: async (ctx, { redactionId, reason }) => {
    const { investigationId, sourceId } = await end(ctx, redactionId, 'refused', reason);
    const subject = { type: 'source' as const, id: sourceId };
    ctx.emit({ stream: investigationId, type: 'source.redaction_refused', subject, data: { redactionId, reason } });
    return { id: redactionId, investigationId };
  },
});

/**
 * A second person confirms, and in the same transaction the words go: bars stand in the sealed text and in all that was
 * made of it, the raw input and kept pages are forgotten, texts written together are rebuilt. The trail keeps the hashes.
 */
export const confirmRedaction = command({
  name: 'redaction.confirm',
  input: redactionRef,
  allow: (input) => on.redaction('redaction.decide', input.redactionId),
  run: async (ctx, { redactionId }) => {
    const { tx, now, emit } = ctx;
    const asked = found(await tx.redaction.findUnique({ where: { id: redactionId } }));
    const { investigationId, sourceId } = asked;
    // Every command of a case reads its author's membership FOR SHARE, and so does every edit: what has begun is waited
    // for and seen, what begins now waits. No word comes in behind the bars.
    await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "investigationId" = ${investigationId}::uuid
      ORDER BY "userId" FOR UPDATE`;
    await tx.$queryRaw`SELECT 1 FROM "Investigation" WHERE id = ${investigationId}::uuid FOR UPDATE`;
    await refuseHeld(tx, investigationId);
    const { version, ...row } = await end(ctx, redactionId, 'done');
    const words = await findWords(tx, asked);
    const documents = await findDocuments(tx, asked, words);
    await stopJobs(tx, sourceId, now);
    const rows = await putBars(tx, redactionId, words);
    await rebuildDocuments(ctx, redactionId, documents);
    const raw = await eraseRaw(tx, asked, now);
    const subject = { type: 'source' as const, id: sourceId };
    for (const data of raw) emit({ stream: investigationId, type: 'source.raw_erased', subject, data: { ...data } });
    emit({
      stream: investigationId,
      type: 'source.redacted',
      subject,
      data: {
        ...{ redactionId, version: version.number, start: row.start, end: row.end, reason: row.reason },
        askedById: row.askedById,
        versions: words.versions.map(({ number, sha256 }) => ({
          version: number,
          sha256,
          redactedSha256: rows.find(({ rowId }) => rowId === words.versions.find((one) => one.number === number)?.id)
            ?.after,
        })),
        rows: rows.length,
        covers: coverDigest(rows),
      },
    });
    await notify(tx, { k: 'redacted' });
    return { id: redactionId, investigationId };
  },
});

/** What is still being read or kept of this source would bring the words back. */
async function stopJobs(tx: CommandContext['tx'], sourceId: string, now: Date): Promise<void> {
  const ofSource = { input: { path: ['sourceId'], equals: sourceId } };
  await tx.job.updateMany({
    where: { ...ofSource, state: 'queued' },
    data: { state: 'cancelled', cancelAt: now, endedAt: now, payload: null },
  });
  await tx.job.updateMany({ where: { ...ofSource, state: 'running' }, data: { cancelAt: now, payload: null } });
}
