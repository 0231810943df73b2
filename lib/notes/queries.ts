import { isBlindNow } from '../claims/verdict/blind.ts';
import { wordDiff } from '../claims/kin/differs.rules.ts';
import { on } from '../platform/access.ts';
import { query } from '../platform/query.ts';
import type { Reader } from '../platform/db.ts';
import { found, refuse } from '../platform/errors.ts';
import { documentTextAt } from './document.ts';
import { documentAt, documentAtInput, documentHistory, historyInput } from './schema.ts';

interface SpellRow {
  readonly first: number;
  readonly last: number;
  readonly began: Date;
  readonly ended: Date;
  readonly edits: number;
  readonly authors: { readonly id: string; readonly name: string }[];
}

/**
 * Who wrote what, and when, would tell reviewers of each other: while they review without seeing each other, nobody is
 * shown the history of the rationale (CLM-6).
 */
async function notWhileBlind(db: Reader, documentId: string): Promise<void> {
  if (await isBlindNow(db, { rationaleDocumentId: documentId }))
    refuse('conflict', 'A blind review goes on. Who wrote what is shown when all its reviews are in.');
}

/** Who wrote when, newest first (LIV-7). A pause of five minutes, or half an hour of writing, ends a spell. */
export const readHistory = query({
  name: 'document.history',
  input: historyInput,
  output: documentHistory,
  allow: (input) => on.liveDocument('investigation.read', input.documentId),
  run: async ({ db, pool }, { documentId, limit, after }) => {
    await notWhileBlind(db, documentId);
    const { rows } = await pool.query<SpellRow>(
      `WITH marked AS (
         SELECT seq, "actorId", at,
           coalesce(at - lag(at) OVER w > interval '5 minutes'
             OR date_bin('30 minutes', at, 'epoch') <> date_bin('30 minutes', lag(at) OVER w, 'epoch'), true) AS begins
         FROM "LiveUpdate" WHERE "documentId" = $1 AND seq < $2 WINDOW w AS (ORDER BY seq)
       ), spells AS (SELECT *, count(*) FILTER (WHERE begins) OVER (ORDER BY seq) AS spell FROM marked)
       SELECT min(s.seq) AS first, max(s.seq) AS last, min(s.at) AS began, max(s.at) AS ended, count(*)::int AS edits,
         (SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY u.name, u.id)
          FROM "User" AS u WHERE u.id = ANY (array_agg(DISTINCT s."actorId"))) AS authors
       FROM spells AS s GROUP BY spell ORDER BY last DESC LIMIT $3`,
      [documentId, after ?? 2_147_483_647, limit + 1],
    );
    const items = rows.slice(0, limit).map(({ first, last, began, ended, edits, authors }) => ({
      from: first,
      to: last,
      startedAt: began.toISOString(),
      endedAt: ended.toISOString(),
      edits,
      authors,
    }));
    return { items, next: rows.length > limit ? String(items.at(-1)?.from ?? '') : null };
  },
});

/** The document as it was after an edit, and what differs from another moment. */
export const readDocumentAt = query({
  name: 'document.at',
  input: documentAtInput,
  output: documentAt,
  allow: (input) => on.liveDocument('investigation.read', input.documentId),
  run: async ({ db }, { documentId, seq, against }) => {
    await notWhileBlind(db, documentId);
    const document = found(await db.liveDocument.findUnique({ where: { id: documentId }, select: { seq: true } }));
    const [at, other] = [Math.min(seq, document.seq), Math.min(against ?? document.seq, document.seq)];
    const text = await documentTextAt(db, documentId, at);
    const changes = wordDiff(text, await documentTextAt(db, documentId, other));
    return { seq: at, against: other, text, changes: [...changes] };
  },
});
