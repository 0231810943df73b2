import { basisFacts } from '../claims/basis/schema.ts';
import { changesSince } from '../claims/basis/changes.ts';
import { visibleTo } from '../claims/evidence/words.ts';
import { isUnderVerdict } from '../claims/rules.ts';
import { namesOf, named } from '../claims/view.ts';
import { on } from '../platform/access.ts';
import { found } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { place, placedWords, readThread } from './read.ts';
import type { RestingView } from './schema.ts';
import { dossierList, listDossiersInput, restingInput, restingView, threadInput, threadView } from './schema.ts';

/** A verdict and all that it rests on, for those who may read the case (CLM-11). */
export const getThread = query({
  name: 'thread.get',
  input: threadInput,
  output: threadView,
  allow: ({ claimId }) => on.claim('investigation.read', claimId),
  run: ({ db }, { claimId, decisionId }) => readThread(db, claimId, decisionId),
});

interface Use {
  readonly claimId: string;
  readonly use: RestingView['claims'][number]['uses'][number];
  readonly number: number | null;
}

/**
 * The way back: every claim that says these words or rests on them. The same words and words that overlap them count,
 * marked by whomever, as long as the viewer may see the mark.
 */
export const getResting = query({
  name: 'thread.resting',
  input: restingInput,
  output: restingView,
  allow: ({ annotationId }) => on.annotation('investigation.read', annotationId),
  run: async ({ db, viewer }, { annotationId }) => {
    const mark = found(await db.annotation.findUnique({ where: { id: annotationId }, include: place }));
    const words = found(placedWords(mark), 'These words no longer stand in the source.');
    const here = mark.anchors[0];
    const marks = await db.annotation.findMany({
      where: {
        AND: [
          visibleTo(viewer.id),
          {
            OR: [
              { id: annotationId },
              ...(here && here.start !== null && here.end !== null
                ? [
                    {
                      anchors: {
                        some: { versionId: here.versionId, start: { lt: here.end }, end: { gt: here.start } },
                      },
                    },
                  ]
                : []),
            ],
          },
        ],
      },
      select: { id: true, claimId: true },
    });
    const evidence = await db.evidence.findMany({
      where: { annotationId: { in: marks.map(({ id }) => id) }, removedAt: null },
      select: { claimId: true, stance: true, number: true },
    });
    const uses: Use[] = [
      ...marks.flatMap(({ claimId }) => (claimId ? [{ claimId, use: 'mention' as const, number: null }] : [])),
      ...evidence.map(({ claimId, stance, number }) => ({ claimId, use: stance, number })),
    ];
    const claims = await db.claim.findMany({
      where: { id: { in: uses.map(({ claimId }) => claimId) } },
      orderBy: { number: 'asc' },
      select: {
        id: true,
        number: true,
        statement: true,
        state: true,
        decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { rating: true } },
      },
    });
    return {
      words,
      claims: claims.map(({ id, number, statement, state, decisions }) => {
        const own = uses.filter(({ claimId }) => claimId === id);
        return {
          id,
          number,
          statement,
          state,
          rating: isUnderVerdict(state) ? (decisions[0]?.rating ?? null) : null,
          uses: [...new Set(own.map(({ use }) => use))],
          numbers: own.flatMap((one) => one.number ?? []),
        };
      }),
    };
  },
});

/** What was taken out of the house about a claim, newest first, and whether it still tells what stands (CLM-17). */
export const listDossiers = query({
  name: 'dossier.list',
  input: listDossiersInput,
  output: dossierList,
  allow: ({ claimId }) => on.claim('investigation.read', claimId),
  run: async ({ db }, { claimId }) => {
    const rows = await db.dossier.findMany({
      where: { claimId },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: 100,
      select: {
        id: true,
        decisionId: true,
        full: true,
        fingerprint: true,
        madeById: true,
        at: true,
        decision: { select: { rating: true } },
        claim: { select: { investigationId: true } },
      },
    });
    const claim = await db.claim.findUniqueOrThrow({
      where: { id: claimId },
      select: { state: true, decisions: { orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 1, select: { id: true } } },
    });
    const standing = isUnderVerdict(claim.state) ? claim.decisions[0]?.id : undefined;
    // What was known to lie under its verdict when it was made, against what lies there now.
    const bases = await db.verdictBasis.findMany({ where: { claimId }, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
    const changed = await changesSince(
      db,
      rows.flatMap(({ id, decisionId, at, claim: { investigationId } }) => {
        const basis = bases.find((one) => one.decisionId === decisionId && one.at <= at);
        return basis ? [{ key: id, claimId, investigationId, facts: basisFacts.parse(basis.facts) }] : [];
      }),
    );
    const names = await namesOf(
      db,
      rows.map(({ madeById }) => madeById),
    );
    return {
      items: rows.map(({ id, decisionId, full, fingerprint, madeById, at, decision }) => ({
        id,
        madeBy: named(names, madeById),
        at: at.toISOString(),
        full,
        fingerprint,
        rating: decision.rating,
        stale: decisionId !== standing || changed.has(id),
      })),
    };
  },
});
