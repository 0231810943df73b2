import { sentencesBetween } from '../../anchors/segment.rules.ts';
import { on } from '../../platform/access.ts';
import { found } from '../../platform/errors.ts';
import { query } from '../../platform/query.ts';
import { independentOrigins } from '../evidence/rules.ts';
import type { ReadFacts } from './rules.ts';
import { blocksOf, levelOf, weakest } from './rules.ts';
import { readInput, readView } from './schema.ts';
import { isUnderVerdict } from '../rules.ts';
import type { ScaleValues } from '../scale/scale.ts';
import { scaleValues } from '../scale/scale.ts';
import type { ClaimRow } from '../view.ts';
import { summariesOf } from '../summaries.ts';
import { named, namesOf, summaryShape } from '../view.ts';
import { visibleTo } from '../evidence/words.ts';

/** The read before publication: every sentence, what it rests on, and what still blocks it (CLM-16). */
export const preRead = query({
  name: 'claim.read',
  input: readInput,
  output: readView,
  allow: ({ sourceId }) => on.source('investigation.read', sourceId),
  run: async ({ db, viewer }, { sourceId, version }) => {
    const source = await db.source.findUniqueOrThrow({ where: { id: sourceId } });
    const sealed = found(
      await db.sourceVersion.findFirst({
        where: { sourceId, ...(version ? { number: version } : {}) },
        orderBy: { number: 'desc' },
        include: { blocks: { orderBy: { ordinal: 'asc' } } },
      }),
      'This source is not sealed yet: there are no words that stand still.',
    );
    const anchors = await db.anchor.findMany({
      where: {
        versionId: sealed.id,
        start: { not: null },
        annotation: { AND: [visibleTo(viewer.id), { claimId: { not: null } }] },
      },
      select: { start: true, end: true, annotation: { select: { claimId: true } } },
    });
    const places = anchors.flatMap(({ start, end, annotation: { claimId } }) =>
      start !== null && end !== null && claimId ? [{ start, end, claimId }] : [],
    );
    const rows = await db.claim.findMany({
      where: { id: { in: places.map(({ claimId }) => claimId) } },
      orderBy: { number: 'asc' },
      include: summaryShape(viewer.id),
    });
    const names = await namesOf(
      db,
      rows.flatMap((row) => row.decisions.flatMap((decision) => [decision.proposedById, decision.signedOffById])),
    );
    const scale = await scaleValues(db);
    const summaryOf = await summariesOf(db, viewer, rows);
    const claims = rows.map((row) => {
      const summary = summaryOf(row);
      const facts = factsFor(
        row,
        scale,
        summary.flags.map(({ key }) => key),
      );
      const decision = isUnderVerdict(row.state) ? row.decisions[0] : undefined;
      return {
        id: row.id,
        number: row.number,
        statement: row.statement,
        state: row.state,
        rating: decision?.rating ?? null,
        level: levelOf(facts),
        blocks: blocksOf(facts),
        assignee: summary.assignee,
        signed: decision
          ? {
              proposedBy: named(names, decision.proposedById),
              signedOffBy: named(names, decision.signedOffById),
              at: decision.at.toISOString(),
            }
          : null,
      };
    });
    const levelBy = new Map(claims.map(({ id, level }) => [id, level]));
    return {
      source: { id: sourceId, title: source.title, investigationId: source.investigationId },
      version: sealed.number,
      sha256: sealed.sha256,
      parts: sealed.blocks.map((block) => ({
        label: block.label,
        role: block.role,
        sentences: sentencesBetween(sealed.text, block).map(({ start, end }) => {
          const here = places.filter((place) => place.start < end && place.end > start);
          const claimIds = [...new Set(here.map(({ claimId }) => claimId))];
          const level = weakest(claimIds.flatMap((id) => levelBy.get(id) ?? []));
          return { start, end, text: sealed.text.slice(start, end), level, claimIds };
        }),
      })),
      claims,
    };
  },
});

function factsFor(row: ClaimRow, { valueOf }: ScaleValues, flags: ReadFacts['flags']): ReadFacts {
  const [decision] = row.decisions;
  return {
    state: row.state,
    value: decision && isUnderVerdict(row.state) ? valueOf(decision.rating) : null,
    independent: independentOrigins(
      row.evidence.map((item) => ({ ...item, sourceId: item.annotation?.sourceId ?? item.sourceId })),
    ),
    onlyOffRecord:
      row.evidence.length > 0 && row.evidence.every((item) => item.basis === 'off_record' && item.releasedAt === null),
    flags,
  };
}
