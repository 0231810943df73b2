import { readableCase } from '../entities/visibility.ts';
import { loadDocument } from '../notes/document.ts';
import type { Reader } from '../platform/db.ts';
import { Prisma } from '../platform/db.ts';
import type { ActorFacts } from '../platform/policy.rules.ts';
import { draftBlocks } from './draft.ts';
import type { SimilarView } from './schema.ts';
import { overlapOf, shinglesOf } from './similar.rules.ts';

const CANDIDATES = 12;
/** Less than this is two articles about the same thing, not the same article. */
const LEAST = 0.3;

interface Candidate {
  readonly id: string;
  readonly title: string;
  readonly outlet: string | null;
  readonly url: string | null;
  readonly investigationId: string;
  readonly caseTitle: string;
  readonly draftDocumentId: string;
  readonly sameAddress: boolean;
  readonly text: string | null;
}

/** Sources that the viewer may read and that have the same address or nearly the same words, the closest first (SRC-7). */
export async function similarSources(
  db: Reader,
  viewer: Pick<ActorFacts, 'id' | 'role'>,
  given: {
    readonly text: string;
    readonly bands: readonly number[];
    readonly key: string | null;
    readonly except?: string;
  },
): Promise<SimilarView[]> {
  const rows = await db.$queryRaw<Candidate[]>`
    SELECT s.id, s.title, s.outlet, s.url, s."investigationId", i.title AS "caseTitle", s."draftDocumentId",
      coalesce(s."urlKey" = ${given.key}, false) AS "sameAddress",
      (SELECT v.text FROM "SourceVersion" v WHERE v."sourceId" = s.id ORDER BY v.number DESC LIMIT 1) AS text
    FROM "Source" s JOIN "Investigation" i ON i.id = s."investigationId"
    WHERE (s."urlKey" = ${given.key} OR s.bands && ${[...given.bands]}::int[])
      AND s.id <> ${given.except ?? '00000000-0000-0000-0000-000000000000'}::uuid AND ${readableCase(viewer)}
    ORDER BY coalesce(s."urlKey" = ${given.key}, false) DESC, s."createdAt" DESC LIMIT ${Prisma.sql`${CANDIDATES}`}`;
  const own = shinglesOf(given.text);
  const found: SimilarView[] = [];
  for (const { text, draftDocumentId, ...row } of rows) {
    const words = text ?? (await draftText(db, draftDocumentId));
    const overlap = overlapOf(own, shinglesOf(words));
    if (row.sameAddress || overlap >= LEAST) found.push({ ...row, overlap: Math.round(overlap * 1000) / 1000 });
  }
  return found.sort((a, b) => b.overlap - a.overlap);
}

async function draftText(db: Reader, documentId: string): Promise<string> {
  const { state } = await loadDocument(db, documentId);
  return draftBlocks(state)
    .map((block) => block.text)
    .join('\n');
}
