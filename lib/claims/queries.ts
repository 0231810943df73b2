import { pageOf } from '../investigations/schema.ts';
import { on } from '../platform/access.ts';
import { toPage } from '../platform/page.ts';
import { decide, effectiveCaseRole } from '../platform/policy.rules.ts';
import { query } from '../platform/query.ts';
import { blockWords } from './verdict/blocks.rules.ts';
import { changesUnder } from './basis/changes.ts';
import { factsOf } from './verdict/facts.ts';
import { isUnderVerdict } from './rules.ts';
import { scaleValues } from './scale/scale.ts';
import { claimRef, claimSummary, claimView, listClaimsInput } from './schema.ts';
import { summariesOf } from './summaries.ts';
import { movesFrom, reviewBlock } from './verdict/transitions.rules.ts';
import type { ClaimRow, Names } from './view.ts';
import { blockOf, linksOf, named, namesOf, speakersOf, summarise, summaryShape } from './view.ts';
import type { EvidenceRow } from './evidence/words.ts';
import { sealedOf, wordsOf } from './evidence/words.ts';

export const listClaims = query({
  name: 'claim.list',
  input: listClaimsInput,
  output: pageOf(claimSummary),
  allow: (input) => on.investigation('investigation.read', input.investigationId),
  run: async ({ db, viewer }, { investigationId, q, state, assigneeId, limit, after }) => {
    const rows = await db.claim.findMany({
      where: {
        investigationId,
        ...(q ? { statement: { contains: q, mode: 'insensitive' } } : {}),
        ...(state ? { state } : {}),
        ...(assigneeId ? { assigneeId } : {}),
        ...(after ? { number: { lt: Number.parseInt(after, 10) || 0 } } : {}),
      },
      orderBy: { number: 'desc' },
      take: limit + 1,
      include: summaryShape(viewer.id),
    });
    const summaryOf = await summariesOf(db, viewer, rows);
    return toPage(rows, limit, (row) => String(row.number), summaryOf);
  },
});

export const getClaim = query({
  name: 'claim.get',
  input: claimRef,
  output: claimView,
  allow: (input) => on.claim('investigation.read', input.claimId),
  run: async ({ db, viewer, facts: where }, { claimId }) => {
    const role = where.case ? effectiveCaseRole(viewer, where.case) : null;
    const row = await db.claim.findUniqueOrThrow({ where: { id: claimId }, include: summaryShape(viewer.id) });
    const current = await factsOf(db, claimId, viewer.id, role);
    const { facts, proposal, rationale, authors, document, checklist } = current;
    const merges = await db.claimMerge.findMany({ where: { intoId: claimId, undoneAt: null }, orderBy: { at: 'asc' } });
    const merged = await db.claim.findMany({
      where: { id: { in: merges.map((merge) => merge.fromId) } },
      select: { id: true, number: true, statement: true },
    });
    const replies = await db.replyRequest.findMany({ where: { claimId }, orderBy: { askedAt: 'asc' } });
    // A blind review shows each reviewer their own words only, until all are in (CLM-6).
    const hidden = facts.proposal !== null && !facts.proposal.revealed;
    const reviews = proposal?.reviews.filter((review) => !hidden || review.reviewerId === viewer.id) ?? [];
    const names = await namesOf(db, [
      row.assigneeId,
      row.createdById,
      ...authors,
      ...row.evidence.map((item) => item.addedById),
      ...(proposal ? [proposal.proposedById, ...proposal.rationaleAuthorIds] : []),
      ...reviews.map((review) => review.reviewerId),
      ...row.decisions.flatMap((decision) => [decision.proposedById, decision.signedOffById]),
      ...row.publications.map((publication) => publication.publishedById),
      ...replies.map((reply) => reply.askedById),
      ...current.claim.ticks.map((tick) => tick.tickedById),
    ]);
    const ticks = new Map(current.claim.ticks.map((tick) => [tick.line, tick]));
    const review = reviewBlock(facts);
    return {
      ...summarise(row, {
        viewerId: viewer.id,
        names,
        captions: await speakersOf(db, viewer, [row]),
        scale: await scaleValues(db),
        hasRationale: facts.hasRationale,
        now: new Date(),
        changed: await changesUnder(db, [claimId]),
      }),
      mentions: row.mentions.flatMap((mark) => wordsOf(mark) ?? []),
      evidence: row.evidence.map((item) => evidenceOf(item, names)),
      reviews: reviews.map((one) => ({
        id: one.id,
        reviewer: named(names, one.reviewerId),
        rating: one.rating,
        rationale: one.rationale,
        revision: one.revision,
        at: one.at.toISOString(),
      })),
      proposal: proposal && {
        id: proposal.id,
        rating: hidden && proposal.proposedById !== viewer.id ? null : proposal.rating,
        conclusion: hidden && proposal.proposedById !== viewer.id ? null : proposal.conclusion,
        statement: proposal.statement,
        rationale: proposal.rationale,
        revision: proposal.revision,
        proposedBy: named(names, proposal.proposedById),
        rationaleAuthors: proposal.rationaleAuthorIds.map((id) => named(names, id)),
        at: proposal.at.toISOString(),
        stale: facts.proposal?.stale ?? false,
        reviewsNeeded: proposal.reviewsNeeded,
        blind: proposal.blind,
        revealed: !hidden,
        disputed: facts.proposal?.disputed ?? false,
      },
      decisions: row.decisions.map((decision) => decisionOf(decision, names)),
      publications: row.publications.map((publication) => ({
        id: publication.id,
        decisionId: publication.decisionId,
        correction: publication.correction,
        publishedBy: named(names, publication.publishedById),
        at: publication.at.toISOString(),
        endedAt: publication.endedAt?.toISOString() ?? null,
        withdrawal: publication.withdrawal,
      })),
      rationale: {
        documentId: row.rationaleDocumentId,
        schemaVersion: document.schemaVersion,
        text: rationale,
        authors: authors.map((id) => named(names, id)),
      },
      independence: { have: facts.independent, needed: facts.independentNeeded },
      checklist: checklist.map((line) => {
        const tick = ticks.get(line);
        return { line, tickedBy: tick ? named(names, tick.tickedById) : null, at: tick?.at.toISOString() ?? null };
      }),
      links: linksOf(row),
      merged: merges.flatMap((merge) => {
        const from = merged.find((claim) => claim.id === merge.fromId);
        return from ? [{ mergeId: merge.id, ...from }] : [];
      }),
      replies: replies.map((reply) => ({
        id: reply.id,
        personName: reply.personName,
        entityId: reply.entityId,
        channel: reply.channel,
        askedAt: reply.askedAt.toISOString(),
        askedBy: named(names, reply.askedById),
        dueAt: reply.dueAt?.toISOString() ?? null,
        status: reply.status,
        answer: reply.answer,
        basis: reply.status === 'answered' ? (reply.basis ?? 'off_record') : null,
        answeredAt: reply.answeredAt?.toISOString() ?? null,
      })),
      moves: movesFrom(facts).map(({ blocked, ...move }) => ({
        ...move,
        blocked: blocked && blockWords(blocked),
        block: blockOf(blocked),
      })),
      mayEdit: decide('claim.update', viewer, where) === 'allowed' && !isUnderVerdict(row.state),
      mayReview: { blocked: review && blockWords(review), block: blockOf(review) },
      mayRelease: decide('evidence.release', viewer, where) === 'allowed',
    };
  },
});

const evidenceOf = (item: EvidenceRow, names: Names) => ({
  id: item.id,
  number: item.number,
  stance: item.stance,
  strength: item.strength,
  words: item.annotation ? wordsOf(item.annotation) : null,
  annotationId: item.annotationId,
  url: item.url,
  archiveUrl: item.archiveUrl,
  accessedAt: item.accessedAt?.toISOString() ?? null,
  sealed: sealedOf(item.source),
  quote: item.quote,
  note: item.note,
  independent: item.independent,
  saidBy: item.saidBy,
  saidAt: item.saidAt?.toISOString() ?? null,
  basis: item.basis,
  sameOriginAsId: item.sameOriginAsId,
  released: item.releasedAt !== null,
  file: item.file ? { name: item.fileName ?? 'file', ...item.file } : null,
  addedBy: named(names, item.addedById),
  createdAt: item.createdAt.toISOString(),
});

const decisionOf = (decision: ClaimRow['decisions'][number], names: Names) => ({
  id: decision.id,
  rating: decision.rating,
  conclusion: decision.conclusion,
  proposedRating: decision.proposal.rating,
  statement: decision.proposal.statement,
  rationale: decision.proposal.rationale,
  revision: decision.revision,
  proposedBy: named(names, decision.proposedById),
  signedOffBy: named(names, decision.signedOffById),
  reason: decision.reason,
  at: decision.at.toISOString(),
});
