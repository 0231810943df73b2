import { z } from 'zod';
import type { Reader } from '../platform/db.ts';
import type { VersionView } from './schema.ts';

const stretches = z.array(z.object({ start: z.number(), end: z.number() }));

/** Where bars stand in a sealed text, since when and why, and what its hash is with them (ACC-8). */
export async function barsIn(db: Reader, versionId: string): Promise<VersionView['redactions']> {
  const rows = await db.redactedRow.findMany({
    where: { kind: 'version', rowId: versionId },
    orderBy: { redaction: { endedAt: 'asc' } },
    select: { after: true, ranges: true, redaction: { select: { reason: true, endedAt: true, askedAt: true } } },
  });
  return rows.flatMap(({ after, ranges, redaction: { reason, endedAt, askedAt } }) =>
    stretches
      .parse(ranges)
      .map((range) => ({ ...range, at: (endedAt ?? askedAt).toISOString(), reason, sha256: after })),
  );
}

/** Of these versions, those that have bars: their whole text no longer has the hash that it was sealed with. */
export async function barredVersions(
  db: Reader,
  versions: readonly { readonly sourceId: string; readonly version: number }[],
): Promise<(one: { readonly sourceId: string; readonly version: number }) => boolean> {
  const rows = await db.sourceVersion.findMany({
    where: { OR: versions.map(({ sourceId, version }) => ({ sourceId, number: version })) },
    select: { id: true, sourceId: true, number: true },
  });
  const barred = await db.redactedRow.findMany({
    where: { kind: 'version', rowId: { in: rows.map(({ id }) => id) } },
    select: { rowId: true },
  });
  const ids = new Set(barred.map(({ rowId }) => rowId));
  return ({ sourceId, version }) =>
    rows.some((row) => row.sourceId === sourceId && row.number === version && ids.has(row.id));
}
