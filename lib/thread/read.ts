import { z } from 'zod';
import { isUnderVerdict } from '../claims/rules.ts';
import { named, namesOf } from '../claims/view.ts';
import { placeOf, withWords } from '../claims/evidence/words.ts';
import type { Prisma, Reader } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import type { Frozen } from '../publishing/evidence.ts';
import { frozenEvidence, workOf } from '../publishing/evidence.ts';
import { isPublic } from '../publishing/list.ts';
import type { ThreadEvidence, ThreadView, ThreadWords } from './schema.ts';

const labels = z.record(z.string(), z.string());
const work = { select: { id: true, title: true, outlet: true, url: true, publishedAt: true } } as const;

/** The newest place of a mark in its source, with what names that source. */
export const place = {
  source: work,
  anchors: withWords.anchors,
} satisfies Prisma.AnnotationInclude;
type Placed = Prisma.AnnotationGetPayload<{ include: typeof place }>;

export function placedWords({ id, source, anchors: [anchor] }: Placed): ThreadWords | null {
  return anchor ? { ...placeOf(id, source.id, anchor), ...workOf(source) } : null;
}

/**
 * A verdict with all that it rests on, as it was frozen when it was proposed: later edits of statement, rationale or
 * evidence do not change what was signed (CLM-11). Without `decisionId` the latest verdict.
 */
export async function readThread(reader: Reader, claimId: string, decisionId?: string): Promise<ThreadView> {
  const claim = found(
    await reader.claim.findUnique({
      where: { id: claimId },
      include: {
        investigation: { select: { id: true, title: true, confidential: true } },
        decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], include: { proposal: true } },
        mentions: { where: { deletedAt: null, visibility: 'case' }, orderBy: { createdAt: 'asc' }, include: place },
        publications: { where: isPublic, select: { id: true } },
      },
    }),
  );
  const [latest] = claim.decisions;
  const decision = decisionId ? claim.decisions.find(({ id }) => id === decisionId) : latest;
  if (decisionId && !decision) refuse('not_found', 'This claim has no such verdict.');
  const stands = (id: string) => id === latest?.id && isUnderVerdict(claim.state);
  const frozen = frozenEvidence.parse(decision?.proposal.evidence ?? []);
  return {
    claim: {
      id: claim.id,
      number: claim.number,
      statement: claim.statement,
      state: claim.state,
      investigation: claim.investigation,
    },
    verdict: decision ? { ...(await verdictOf(reader, decision)), stands: stands(decision.id) } : null,
    evidence: await threadEvidence(reader, frozen),
    mentions: claim.mentions.flatMap((mark) => placedWords(mark) ?? []),
    verdicts: claim.decisions.map(({ id, rating, at }) => ({
      decisionId: id,
      rating,
      at: at.toISOString(),
      stands: stands(id),
    })),
    isPublic: claim.publications.length > 0,
  };
}

type Decision = Prisma.DecisionGetPayload<{ include: { proposal: true } }>;

async function verdictOf(reader: Reader, decision: Decision) {
  const { proposal } = decision;
  const [names, rating] = await Promise.all([
    namesOf(reader, [decision.proposedById, decision.signedOffById, ...decision.rationaleAuthorIds]),
    reader.rating.findUnique({ where: { key: decision.rating } }),
  ]);
  return {
    decisionId: decision.id,
    rating: decision.rating,
    labels: labels.parse(rating?.labels ?? {}),
    tone: rating?.tone ?? 'unsure',
    icon: rating?.icon ?? '?',
    conclusion: decision.conclusion,
    statement: proposal.statement,
    rationale: proposal.rationale,
    revision: decision.revision,
    proposedBy: named(names, decision.proposedById),
    authors: decision.rationaleAuthorIds.map((id) => named(names, id)),
    signedOffBy: named(names, decision.signedOffById),
    reason: decision.reason,
    at: decision.at.toISOString(),
  };
}

async function threadEvidence(reader: Reader, frozen: readonly Frozen[]): Promise<ThreadEvidence[]> {
  const sources = await reader.source.findMany({
    where: { id: { in: frozen.flatMap(({ words }) => words?.sourceId ?? []) } },
    ...work,
  });
  const works = new Map(sources.map((source) => [source.id, workOf(source)]));
  const nameless = { title: '', outlet: null, url: null, publishedAt: null };
  return frozen.map((item) => ({
    id: item.id,
    number: item.number,
    stance: item.stance,
    strength: item.strength,
    words: item.words && { ...item.words, ...(works.get(item.words.sourceId) ?? nameless) },
    url: item.url,
    archiveUrl: item.archiveUrl,
    accessedAt: item.accessedAt,
    sealed: item.sealed,
    quote: item.quote,
    file: item.fileName && item.fileSha256 ? { name: item.fileName, sha256: item.fileSha256 } : null,
    statement: item.saidBy ? { by: item.saidBy, basis: item.basis, at: item.saidAt, words: item.note } : null,
  }));
}
