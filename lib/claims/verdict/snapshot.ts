import type { Prisma } from '../../platform/db.ts';
import type { EvidenceRow } from '../evidence/words.ts';
import { sealedOf, wordsOf } from '../evidence/words.ts';

/** The evidence as it stood when a rating was proposed: what a verdict rests on can be shown when all else has moved on. */
export const evidenceSnapshot = (rows: readonly EvidenceRow[]): Prisma.InputJsonObject[] =>
  rows.map((item) => {
    const sealed = sealedOf(item.source);
    const words = item.annotation ? wordsOf(item.annotation) : null;
    return {
      id: item.id,
      number: item.number,
      stance: item.stance,
      strength: item.strength,
      independent: item.independent,
      words: words && { ...words },
      url: item.url,
      archiveUrl: item.archiveUrl,
      accessedAt: item.accessedAt?.toISOString() ?? null,
      sealed: sealed && { ...sealed },
      quote: item.quote,
      fileName: item.fileName,
      fileSha256: item.file?.sha256 ?? null,
      saidBy: item.saidBy,
      saidAt: item.saidAt?.toISOString() ?? null,
      basis: item.basis,
      note: item.note,
    };
  });
