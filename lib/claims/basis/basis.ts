import { z } from 'zod';
import { captionsInCases } from '../../entities/captions.ts';
import { readPolicy } from '../../investigations/schema.ts';
import type { CommandContext } from '../../platform/command.ts';
import type { Prisma, Reader } from '../../platform/db.ts';
import { repliesTold } from './replies.ts';
import type { BasisFacts, BasisName } from './schema.ts';
import { anchoredWords, sealedText } from '../evidence/schema.ts';
import { newestFirst, placeOf, withWords } from '../evidence/words.ts';

/** The words in a frozen proposal (snapshot.ts). */
const frozenWords = z.array(z.object({ words: anchoredWords.nullable(), sealed: sealedText.nullable().default(null) }));

interface Signed {
  readonly id: string;
  readonly claimId: string;
  readonly proposal: { readonly evidence: Prisma.JsonValue };
}

/** The newest version of each of these sources. */
export async function newestVersions(
  reader: Reader,
  sourceIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (sourceIds.length === 0) return new Map();
  const rows = await reader.sourceVersion.groupBy({
    by: ['sourceId'],
    where: { sourceId: { in: [...new Set(sourceIds)] } },
    _max: { number: true },
  });
  return new Map(rows.map((row) => [row.sourceId, row._max.number ?? 1]));
}

/** What each of these marks stands on in the newest version that it has a place in; null where its words are gone. */
export async function wordsNow(
  reader: Reader,
  annotationIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (annotationIds.length === 0) return new Map();
  const rows = await reader.annotation.findMany({
    where: { id: { in: [...new Set(annotationIds)] } },
    select: { id: true, anchors: { ...newestFirst, select: { start: true, exact: true } } },
  });
  return new Map(rows.map(({ id, anchors: [anchor] }) => [id, anchor && anchor.start !== null ? anchor.exact : null]));
}

/**
 * What a verdict rests on as it is now. `signed`: the evidence counts as it was frozen in the proposal, so that a version
 * which came between proposal and signature is noticed.
 */
export async function basisOf(reader: Reader, decision: Signed, seen: 'signed' | 'now'): Promise<BasisFacts> {
  const claim = await reader.claim.findUniqueOrThrow({
    where: { id: decision.claimId },
    select: {
      investigationId: true,
      investigation: { select: { policy: true } },
      speaker: { select: { id: true, schema: true } },
      mentions: {
        where: { deletedAt: null, visibility: 'case' },
        orderBy: { createdAt: 'asc' },
        include: { ...withWords, anchors: { ...withWords.anchors, where: { start: { not: null } } } },
      },
    },
  });
  const frozenEvidence = frozenWords.parse(decision.proposal.evidence);
  const evidence = frozenEvidence.flatMap(({ words }) => words ?? []);
  const stoodIn = frozenEvidence.flatMap(({ words, sealed }) => words ?? sealed ?? []);
  const mentions = claim.mentions.flatMap(({ id, source, anchors: [anchor] }) =>
    anchor ? [placeOf(id, source.id, anchor)] : [],
  );
  const all = [...evidence, ...mentions];
  const newest = await newestVersions(
    reader,
    [...stoodIn, ...mentions].map(({ sourceId }) => sourceId),
  );
  const versions = new Map(newest);
  if (seen === 'signed') for (const { sourceId, version } of stoodIn) versions.set(sourceId, version);
  const now = await wordsNow(
    reader,
    all.map(({ annotationId }) => annotationId),
  );
  const frozen = seen === 'signed' ? new Map(evidence.map((one) => [one.annotationId, one.exact])) : null;
  const names = await namesIn(reader, decision.claimId, claim);
  return {
    reconstructed: false,
    sources: [...versions].map(([sourceId, version]) => ({ sourceId, version })),
    words: all.map(({ annotationId, sourceId }) => ({
      annotationId,
      sourceId,
      exact: frozen?.get(annotationId) ?? now.get(annotationId) ?? '',
    })),
    ...names,
    mentions,
    ...(seen === 'now' ? await told(reader, decision.claimId, claim) : { repliesShown: 'no', replies: [] }),
  };
}

/** What the page tells of who was asked: as the case decides when it is published. */
async function told(
  reader: Reader,
  claimId: string,
  { investigationId, investigation }: { investigationId: string; investigation: { policy: Prisma.JsonValue } },
): Promise<Pick<BasisFacts, 'repliesShown' | 'replies'>> {
  const { repliesShown } = readPolicy(investigation.policy);
  const replies = await repliesTold(reader, [{ claimId, investigationId, shown: repliesShown }]);
  return { repliesShown, replies: [...(replies.get(claimId) ?? [])] };
}

/** Speaker and entities that colleagues linked inside the words of the claim, under names that the case may say in public. */
async function namesIn(
  reader: Reader,
  claimId: string,
  claim: {
    readonly investigationId: string;
    readonly speaker: { readonly id: string; readonly schema: string } | null;
  },
): Promise<{ readonly speaker: BasisName | null; readonly named: BasisName[] }> {
  const linked = await reader.$queryRaw<{ id: string; schema: string }[]>`
    SELECT DISTINCT e.id, e.schema::text AS schema
    FROM "Annotation" c
    JOIN "Anchor" ca ON ca."annotationId" = c.id AND ca.start IS NOT NULL
    JOIN "Anchor" ea ON ea."versionId" = ca."versionId" AND ea.start >= ca.start AND ea."end" <= ca."end"
    JOIN "Annotation" m ON m.id = ea."annotationId" AND m.kind = 'entity' AND m."deletedAt" IS NULL
      AND m.visibility = 'case'
    JOIN "Entity" e ON e.id = m."entityId"
    WHERE c."claimId" = ${claimId}::uuid AND c."deletedAt" IS NULL AND c.visibility = 'case'
    ORDER BY e.id`;
  const { speaker, investigationId } = claim;
  const captions = await captionsInCases(
    reader,
    [...linked, ...(speaker ? [speaker] : [])].map(({ id }) => ({ entityId: id, investigationId })),
  );
  const named = ({ id, schema }: { readonly id: string; readonly schema: string }): BasisName[] => {
    const name = captions(id, investigationId).sayable[0];
    return name === undefined ? [] : [{ entityId: id, name, schema }];
  };
  return { speaker: (speaker && named(speaker)[0]) ?? null, named: linked.flatMap(named) };
}

/** Keeps what the verdict rests on: from here on a difference makes what is built on it stale (CLM-17). */
export async function keepBasis(
  { tx, actor, now, newId }: CommandContext,
  decision: Signed,
  seen: 'signed' | 'now',
  note?: string,
): Promise<void> {
  await tx.verdictBasis.create({
    data: {
      id: newId(),
      claimId: decision.claimId,
      decisionId: decision.id,
      facts: await basisOf(tx, decision, seen),
      note: note ?? null,
      byId: actor.id,
      at: now,
    },
  });
}
