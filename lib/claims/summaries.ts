import type { Viewer } from '../entities/visibility.ts';
import type { Reader } from '../platform/db.ts';
import { changesUnder } from './basis/changes.ts';
import { scaleValues } from './scale/scale.ts';
import type { ClaimSummary } from './schema.ts';
import type { ClaimRow } from './view.ts';
import { namesOf, speakersOf, summarise } from './view.ts';

/** How the viewer is shown each of these claims in a list; what they have in common is asked once for all. */
export async function summariesOf(
  db: Reader,
  viewer: Viewer,
  rows: readonly ClaimRow[],
): Promise<(row: ClaimRow) => ClaimSummary> {
  const names = await namesOf(
    db,
    rows.flatMap((row) => [row.assigneeId, row.createdById]),
  );
  const seen = {
    viewerId: viewer.id,
    names,
    captions: await speakersOf(db, viewer, rows),
    scale: await scaleValues(db),
    now: new Date(),
    changed: await changesUnder(
      db,
      rows.map(({ id }) => id),
    ),
  };
  // A document with an entry in its log has words, or had: near enough for "what is it waiting for".
  return (row) => summarise(row, { ...seen, hasRationale: row.rationale.seq > 0 });
}
