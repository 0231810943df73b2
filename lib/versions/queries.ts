import { openCarried, standingFor } from '../annotations/queries.ts';
import { quoteOf } from '../annotations/marks.ts';
import { on } from '../platform/access.ts';
import { found } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { getVersion } from '../sources/queries.ts';
import { diffVersions } from './diff.rules.ts';
import { reportOf } from './report.ts';
import { changedClaims, changedClaimsInput, diffInput, reportInput, versionDiff, versionWithReport } from './schema.ts';

const NO_VERSION = 'This source has no such sealed version.';

/** A version with what became of each mark in it (SRC-5). */
export const getReport = query({
  name: 'version.report',
  input: reportInput,
  output: versionWithReport,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async (ctx, { sourceId, number }) => {
    const { id } = found(
      await ctx.db.sourceVersion.findUnique({
        where: { sourceId_number: { sourceId, number } },
        select: { id: true },
      }),
      NO_VERSION,
    );
    const version = await getVersion.run(ctx, { sourceId, number });
    return { version, report: await reportOf(ctx.db, ctx.viewer.id, { id, text: version.text }) };
  },
});

const withBlocks = { blocks: { orderBy: { ordinal: 'asc' } } } as const;

/** What changed between two versions, by block and word; without `from`: since the version before, if there is one. */
export const getDiff = query({
  name: 'version.diff',
  input: diffInput,
  output: versionDiff,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db }, { sourceId, number, from = Math.max(1, number - 1) }) => {
    const versions = await db.sourceVersion.findMany({
      where: { sourceId, number: { in: [from, number] } },
      include: withBlocks,
    });
    const one = (wanted: number) =>
      found(
        versions.find((version) => version.number === wanted),
        NO_VERSION,
      );
    const rows = diffVersions(one(from), one(number)).map((row) => ({
      kind: row.kind,
      old: row.old && { label: row.old.block.label, role: row.old.block.role, segments: row.old.segments },
      new: row.new && { label: row.new.block.label, role: row.new.block.role, segments: row.new.segments },
    }));
    const count = (kind: (typeof rows)[number]['kind']) => rows.filter((row) => row.kind === kind).length;
    return {
      sourceId,
      from,
      to: number,
      counts: {
        changed: count('changed'),
        removed: count('removed'),
        added: count('added'),
        // A passage that moved has a row where it was and one where it is.
        moved: rows.filter((row) => row.kind === 'moved' && row.new).length,
      },
      rows,
    };
  },
});

/** Claims of a case whose words a new version changed, or took away, and that nobody has looked at since. */
export const listChangedClaims = query({
  name: 'version.changed_claims',
  input: changedClaimsInput,
  output: changedClaims,
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId }) => {
    const rows = await db.carriedMark.findMany({
      where: {
        ...openCarried,
        annotation: {
          AND: [
            standingFor(viewer.id),
            { investigationId },
            { OR: [{ claimId: { not: null } }, { evidence: { some: { removedAt: null } } }] },
          ],
        },
      },
      include: {
        version: { select: { id: true, number: true, source: { select: { id: true, title: true } } } },
        annotation: {
          select: {
            claimId: true,
            evidence: { where: { removedAt: null }, select: { claimId: true } },
            anchors: { orderBy: { ordinal: 'asc' }, select: { versionId: true, start: true, exact: true } },
          },
        },
      },
      orderBy: [{ version: { number: 'desc' } }, { annotationId: 'asc' }],
    });
    const latest = await db.sourceVersion.groupBy({
      by: ['sourceId'],
      where: { source: { investigationId } },
      _max: { number: true },
    });
    const newest = new Map(latest.map((one) => [one.sourceId, one._max.number]));
    return {
      items: rows
        .filter(({ version }) => newest.get(version.source.id) === version.number)
        .flatMap(({ annotationId, annotation, version, outcome, before }) => {
          const placed = annotation.anchors.filter(
            (anchor) => anchor.versionId === version.id && anchor.start !== null,
          );
          const item = {
            annotationId,
            sourceId: version.source.id,
            sourceTitle: version.source.title,
            version: version.number,
            outcome,
            before,
            after: placed.length > 0 ? quoteOf(placed) : null,
          };
          return [
            ...(annotation.claimId ? [{ ...item, claimId: annotation.claimId, as: 'mention' as const }] : []),
            ...annotation.evidence.map(({ claimId }) => ({ ...item, claimId, as: 'evidence' as const })),
          ];
        }),
    };
  },
});
