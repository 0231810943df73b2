import type { Prisma, Reader } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import { captionInCase } from '../entities/captions.ts';
import { around, evidenceOf, frozenEvidence, offTheRecord, workOf, worksOf } from './evidence.ts';
import { correctionsIn, history, isPublic } from './list.ts';
import { publicRatings, ratingOf } from './ratings.ts';
import type { PublicClaim, PublicWords, Tombstone } from './schema.ts';

const shown = {
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
  publications: history,
} satisfies Prisma.ClaimSelect;
const decided = { proposal: true } satisfies Prisma.DecisionInclude;

type ClaimRow = Prisma.ClaimGetPayload<{ select: typeof shown }>;
type DecisionRow = Prisma.DecisionGetPayload<{ include: typeof decided }>;

/** What the public page of a claim shows; a tombstone where it was taken down; null where there never was one. */
export async function readPublished(reader: Reader, claimId: string): Promise<PublicClaim | Tombstone | null> {
  const standing = await reader.publication.findFirst({
    where: { ...isPublic, claimId },
    include: { decision: { include: decided }, claim: { select: shown } },
  });
  if (!standing) return tombstone(reader, claimId);
  const { decision, claim, at } = standing;
  return pageOf(reader, claimId, decision, claim, at);
}

/** The page as it would be if the latest verdict were published at this moment: for the desk's eyes only. */
export async function readPreview(reader: Reader, claimId: string, now: Date): Promise<PublicClaim> {
  const claim = found(
    await reader.claim.findUnique({
      where: { id: claimId },
      select: {
        ...shown,
        decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, include: decided },
      },
    }),
  );
  const [decision] = claim.decisions;
  if (!decision) refuse('not_found', 'Nothing is signed off yet: there is nothing to preview.');
  return pageOf(reader, claimId, decision, claim, now);
}

async function pageOf(
  reader: Reader,
  claimId: string,
  decision: DecisionRow,
  claim: ClaimRow,
  at: Date,
): Promise<PublicClaim> {
  const seen = frozenEvidence.parse(decision.proposal.evidence);
  const [ratings, sources] = await Promise.all([publicRatings(reader), worksOf(reader, seen)]);
  const withheld = await offTheRecord(
    reader,
    seen.map((item) => item.id),
  );
  const [first] = claim.publications;
  const speakerName = claim.speaker && (await captionInCase(reader, claim.speaker.id, claim.investigationId));
  return {
    id: claimId,
    statement: decision.proposal.statement,
    rating: ratingOf(ratings, decision.rating),
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
    firstPublishedAt: (first?.at ?? at).toISOString(),
    publishedAt: at.toISOString(),
    decidedAt: decision.at.toISOString(),
    corrections: correctionsIn(claim.publications),
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
