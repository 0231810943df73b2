import { z } from 'zod';
import type { Prisma, Reader } from '../platform/db.ts';
import { captionInCase } from '../entities/captions.ts';
import { around, evidenceOf, frozenEvidence, offTheRecord, workOf, worksOf } from './evidence.ts';
import type { PublicClaim, PublicRating, PublicWords, Tombstone } from './schema.ts';

const labels = z.record(z.string(), z.string());

/**
 * The condition under which anything of a claim is public: an editor published it, nobody took it down, and its case is
 * not confidential (now: a case that becomes confidential takes its pages with it).
 */
export const isPublic = {
  endedAt: null,
  claim: { investigation: { confidential: false } },
} satisfies Prisma.PublicationWhereInput;

const published = {
  decision: { include: { proposal: true } },
  claim: {
    select: {
      investigationId: true,
      speaker: { select: { id: true, schema: true } },
      mentions: {
        where: { deletedAt: null, visibility: 'case' },
        orderBy: { createdAt: 'asc' },
        select: {
          source: { select: { id: true, title: true, outlet: true, url: true, publishedAt: true } },
          anchors: {
            where: { start: { not: null } },
            orderBy: [{ version: { number: 'desc' } }, { ordinal: 'asc' }],
            take: 1,
            include: {
              version: { select: { number: true, sha256: true } },
              block: { select: { label: true, role: true, language: true } },
            },
          },
        },
      },
      publications: {
        orderBy: { at: 'asc' },
        select: { at: true, correction: true, decision: { select: { rating: true, conclusion: true } } },
      },
    },
  },
} satisfies Prisma.PublicationInclude;

/** What the public page of a claim shows; a tombstone where it was taken down; null where there never was one. */
export async function readPublished(reader: Reader, claimId: string): Promise<PublicClaim | Tombstone | null> {
  const standing = await reader.publication.findFirst({ where: { ...isPublic, claimId }, include: published });
  if (!standing) return tombstone(reader, claimId);
  const { decision, claim } = standing;
  const seen = frozenEvidence.parse(decision.proposal.evidence);
  const [ratings, sources] = await Promise.all([scale(reader), worksOf(reader, seen)]);
  const withheld = await offTheRecord(
    reader,
    seen.map((item) => item.id),
  );
  const [first] = claim.publications;
  const speakerName = claim.speaker && (await captionInCase(reader, claim.speaker.id, claim.investigationId));
  return {
    id: claimId,
    statement: decision.proposal.statement,
    rating: ratings.get(decision.rating) ?? unknownRating(decision.rating),
    conclusion: decision.conclusion,
    rationale: decision.proposal.rationale,
    language: claim.mentions[0]?.anchors[0]?.block?.language ?? null,
    speaker:
      claim.speaker && speakerName ? { name: speakerName, isOrganization: claim.speaker.schema !== 'Person' } : null,
    appearances: claim.mentions.flatMap(({ source, anchors: [anchor] }): PublicWords[] =>
      anchor
        ? [
            {
              exact: anchor.exact,
              ...around(anchor.block?.role === 'comment', anchor),
              label: anchor.block?.label ?? null,
              version: anchor.version.number,
              sha256: anchor.version.sha256,
              source: workOf(source),
            },
          ]
        : [],
    ),
    evidence: seen.filter((item) => !withheld.has(item.id)).map((item) => evidenceOf(item, sources)),
    entities: await entitiesIn(reader, claimId, claim.investigationId),
    firstPublishedAt: (first?.at ?? standing.at).toISOString(),
    publishedAt: standing.at.toISOString(),
    decidedAt: decision.at.toISOString(),
    corrections: claim.publications
      .flatMap(({ at, correction }, index) => {
        const before = claim.publications[index - 1]?.decision;
        return correction && before ? [{ at: at.toISOString(), text: correction, before: before.rating }] : [];
      })
      .reverse(),
    ratingLabels: Object.fromEntries([...ratings].map(([key, rating]) => [key, rating.labels])),
  };
}

export const isTombstone = (page: object): page is Tombstone => 'withdrawnAt' in page;

async function tombstone(reader: Reader, claimId: string): Promise<Tombstone | null> {
  const last = await reader.publication.findFirst({
    where: { claimId, endedAt: { not: null }, claim: isPublic.claim },
    orderBy: { at: 'desc' },
  });
  if (!last?.endedAt || last.withdrawal === null) return null;
  return { id: claimId, withdrawnAt: last.endedAt.toISOString(), reason: last.withdrawal };
}

/** What is public, newest first; `after` is the last one's id. */
export async function listPublished(
  reader: Reader,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly PublicClaim[]; readonly next: string | null }> {
  const rows = await reader.publication.findMany({
    where: isPublic,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
    select: { id: true, claimId: true },
  });
  const items: PublicClaim[] = [];
  for (const { claimId } of rows.slice(0, limit)) {
    const page = await readPublished(reader, claimId);
    if (page && !isTombstone(page)) items.push(page);
  }
  return { items, next: rows.length > limit ? (rows[limit - 1]?.id ?? null) : null };
}

async function scale(reader: Reader): Promise<ReadonlyMap<string, PublicRating>> {
  const rows = await reader.rating.findMany();
  const values = rows.flatMap((row) => row.value ?? []);
  const [best, worst] = values.length > 0 ? [Math.max(...values), Math.min(...values)] : [5, 1];
  return new Map(
    rows.map((row) => [
      row.key,
      { key: row.key, labels: labels.parse(row.labels), value: row.value, best, worst, icon: row.icon, tone: row.tone },
    ]),
  );
}

const unknownRating = (key: string): PublicRating => ({
  key,
  labels: {},
  value: null,
  best: 5,
  worst: 1,
  icon: '?',
  tone: 'unsure',
});

/** Entities that colleagues linked inside the words that carry the claim, under names that the case may say in public. */
async function entitiesIn(
  reader: Reader,
  claimId: string,
  investigationId: string,
): Promise<{ name: string; schema: string }[]> {
  const rows = await reader.$queryRaw<{ id: string; schema: string }[]>`
    SELECT DISTINCT e.id, e.schema::text AS schema
    FROM "Annotation" c
    JOIN "Anchor" ca ON ca."annotationId" = c.id AND ca.start IS NOT NULL
    JOIN "Anchor" ea ON ea."versionId" = ca."versionId" AND ea.start >= ca.start AND ea."end" <= ca."end"
    JOIN "Annotation" m ON m.id = ea."annotationId" AND m.kind = 'entity' AND m."deletedAt" IS NULL
      AND m.visibility = 'case'
    JOIN "Entity" e ON e.id = m."entityId"
    WHERE c."claimId" = ${claimId}::uuid AND c."deletedAt" IS NULL AND c.visibility = 'case'
    ORDER BY e.id`;
  const named: { name: string; schema: string }[] = [];
  for (const { id, schema } of rows) {
    const name = await captionInCase(reader, id, investigationId);
    if (name) named.push({ name, schema });
  }
  return named;
}
