import type { Carried } from '../anchors/combine.rules.ts';
import type { Range } from '../anchors/rules.ts';
import type { Sealed } from '../annotations/carry.ts';
import { anchorsOn, rangesIn } from '../annotations/carry.ts';
import { aboutMark, lockMark, quoteOf } from '../annotations/marks.ts';
import { place, sealedVersion } from '../annotations/placing.ts';
import { on } from '../platform/access.ts';
import type { CommandContext } from '../platform/command.ts';
import { command } from '../platform/command.ts';
import { found, refuse } from '../platform/errors.ts';
import { settleInput } from './schema.ts';

type Standing = Pick<Carried, 'state' | 'score' | 'places'>;

const pastTense = { accept: 'accepted', place: 'placed', retire: 'retired', reopen: 'reopened' } as const;

/**
 * What a person says about a mark that a new version changed or left without a place: it is right as it is (or as
 * suggested), it belongs here, it has no place in this version any more. `reopen` takes that back.
 */
export const settleMark = command({
  name: 'version.settle',
  input: settleInput,
  allow: (input) => on.annotation('version.settle', input.annotationId),
  run: async (ctx, { annotationId, version: number, action, target }) => {
    const { tx, actor, now } = ctx;
    const mark = await lockMark(ctx, annotationId, { deleted: false });
    const version = await sealedVersion(tx, mark.sourceId, number);
    const latest = await tx.sourceVersion.aggregate({ where: { sourceId: mark.sourceId }, _max: { number: true } });
    if (latest._max.number !== number)
      refuse('conflict', `Version ${latest._max.number ?? 1} has come since. Look at the mark there.`);
    const carried = found(
      await tx.carriedMark.findUnique({ where: { annotationId_versionId: { annotationId, versionId: version.id } } }),
      'This mark was made in this version: there is nothing to settle.',
    );
    const asFound = { state: carried.outcome, score: carried.score, places: rangesIn(carried.places) };
    let standing: Standing = asFound;
    if (action === 'retire') standing = { state: 'orphan', score: 0, places: [] };
    else if (action === 'place' && target) standing = byHand(carried.before, version, place(version, target));
    else if (action === 'accept' && asFound.places.length === 0) {
      const suggested = rangesIn(carried.suggestion);
      if (suggested.length === 0)
        refuse('conflict', 'Nothing was found to accept. Place the mark by hand, or retire it from this version.');
      standing = byHand(carried.before, version, suggested);
    }
    const quote = await rewriteAnchors(ctx, annotationId, version, standing);
    await tx.carriedMark.update({
      where: { id: carried.id },
      data:
        action === 'reopen'
          ? { resolution: null, resolvedById: null, resolvedAt: null }
          : { resolution: pastTense[action], resolvedById: actor.id, resolvedAt: now },
    });
    ctx.emit(aboutMark(mark, `annotation.${pastTense[action]}_in_version`, { quote }, { version: number }));
    return { id: annotationId, version: number };
  },
});

/** Gives a mark other anchors on one version; answers the words that it had and has there. */
async function rewriteAnchors(
  { tx, newId }: CommandContext,
  annotationId: string,
  version: Sealed,
  standing: Standing,
): Promise<{ before: string | null; after: string | null }> {
  const where = { annotationId, versionId: version.id };
  const before = await tx.anchor.findMany({ where, orderBy: { ordinal: 'asc' } });
  await tx.anchor.deleteMany({ where });
  // Without a place it keeps the words that it had in the last version where it stood.
  const past = await tx.anchor.findMany({
    where: { annotationId, start: { not: null }, version: { number: { lt: version.number } } },
    orderBy: [{ version: { number: 'desc' } }, { ordinal: 'asc' }],
  });
  const words = past.filter((one) => one.versionId === past[0]?.versionId);
  const after = anchorsOn(version, annotationId, standing, words.length > 0 ? words : before, newId);
  await tx.anchor.createMany({ data: after });
  return { before: placedWords(before), after: placedWords(after) };
}

function placedWords(anchors: readonly { readonly start?: number | null; readonly exact: string }[]): string | null {
  const placed = anchors.filter(({ start }) => typeof start === 'number');
  return placed.length > 0 ? quoteOf(placed) : null;
}

const byHand = (before: string, version: Sealed, places: readonly Range[]): Standing => {
  const same = quoteOf(places.map(({ start, end }) => ({ exact: version.text.slice(start, end) }))) === before;
  return { state: same ? 'moved' : 'changed', score: 1, places };
};
