import type pg from 'pg';
import { v7 } from 'uuid';

const words =
  'the port paid twice for one crane in January and nobody at the ministry noticed it before summer came'.split(' ');

/** A small generator with a seed (mulberry32), so that every run marks the same words. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Paragraphs of about 430 characters. */
export function textOf(characters: number): string {
  const next = random(7);
  const paragraphs: string[] = [];
  for (let length = 0; length < characters;) {
    const paragraph = `${Array.from({ length: 75 }, () => words[Math.floor(next() * words.length)]).join(' ')}.`;
    paragraphs.push(paragraph[0]!.toUpperCase() + paragraph.slice(1));
    length += paragraph.length + 1;
  }
  return paragraphs.join('\n\n');
}

export interface Spot {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** Marks spread over a text, some of them nested and overlapping, none across a line end. */
export function spotsOf(text: string, count: number): readonly Spot[] {
  const next = random(11);
  const kinds = ['highlight', 'note', 'question', 'correction'];
  return Array.from({ length: count }, () => {
    const start = Math.floor(next() * (text.length - 200));
    const begin = text.indexOf(' ', start) + 1;
    const line = text.indexOf('\n', begin);
    const end = Math.min(line === -1 ? text.length : line, begin + 20 + Math.floor(next() * 60));
    return { id: v7(), start: begin, end: Math.max(end, begin + 1), kind: kinds[Math.floor(next() * 4)]! };
  });
}

/** Ten thousand commands would take minutes: rows of the same shape, straight into the tables. */
export async function insertMarks(pool: pg.Pool, sourceId: string, spots: readonly Spot[], authors: readonly string[]) {
  const { rows } = await pool.query<{ id: string; investigationId: string; versionId: string; text: string }>(
    `SELECT s.id, s."investigationId", v.id AS "versionId", v.text FROM "Source" s
     JOIN "SourceVersion" v ON v."sourceId" = s.id WHERE s.id = $1`,
    [sourceId],
  );
  const { investigationId, versionId, text } = rows[0]!;
  for (let from = 0; from < spots.length; from += 1000) {
    const batch = spots.slice(from, from + 1000);
    await pool.query(
      `INSERT INTO "Annotation" (id, "investigationId", "sourceId", kind, text, "authorId")
       SELECT id, $1, $2, kind::"AnnotationKind", 'What the margin says about these words', author
       FROM unnest($3::uuid[], $4::text[], $5::uuid[]) AS m(id, kind, author)`,
      [
        investigationId,
        sourceId,
        batch.map((one) => one.id),
        batch.map((one) => one.kind),
        batch.map((_, n) => authors[n % authors.length]),
      ],
    );
    await pool.query(
      `INSERT INTO "Anchor" (id, "annotationId", "versionId", start, "end", exact, prefix, suffix)
       SELECT id, mark, $1, start, stop, exact, '', ''
       FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::int[], $6::text[]) AS a(id, mark, start, stop, exact)`,
      [
        versionId,
        batch.map(() => v7()),
        batch.map((one) => one.id),
        batch.map((one) => one.start),
        batch.map((one) => one.end),
        batch.map((one) => text.slice(one.start, one.end)),
      ],
    );
  }
}
