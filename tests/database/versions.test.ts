import { describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { newId } from '@/lib/platform/ids.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { testDatabase } from '../support/database.ts';
import { done, person } from '../support/people.ts';
import { sealedSource } from '../support/sealed-source.ts';

const test = testDatabase();

async function corrected() {
  const luz = await person(test.db, 'Luz');
  const { id: investigationId } = await done(test.db, createInvestigation, luz, { title: 'Port' });
  const sourceId = await sealedSource(test.db, luz, investigationId, ['The port paid twice for one crane.']);
  const target = { quote: { exact: 'paid twice' } };
  const { id: annotationId } = await done(test.db, createAnnotation, luz, { sourceId, kind: 'highlight', target });
  const text = 'The port had paid, it seems, thrice for one crane.';
  await done(test.db, addVersion, luz, { sourceId, kind: 'text', text });
  return { sourceId, annotationId };
}

const sql = (text: string, values: unknown[] = []) =>
  test.db.pool.query(text, values).then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code,
  );

describe('what the database refuses about versions', () => {
  it('SRC-3: changing, deleting or adding blocks to any sealed version, the second as well', async () => {
    const { sourceId } = await corrected();
    const { rows } = await test.db.pool.query<{ id: string }>(
      `SELECT id FROM "SourceVersion" WHERE "sourceId" = $1 ORDER BY number`,
      [sourceId],
    );
    expect(rows).toHaveLength(2);
    for (const { id } of rows) {
      expect(await sql(`UPDATE "SourceVersion" SET text = 'x' WHERE id = $1`, [id])).not.toBe('done');
      expect(await sql(`UPDATE "SourceVersion" SET "rawInputId" = NULL WHERE id = $1`, [id])).not.toBe('done');
      expect(await sql(`DELETE FROM "SourceVersion" WHERE id = $1`, [id])).not.toBe('done');
      expect(await sql(`UPDATE "Block" SET label = 'P9' WHERE "versionId" = $1`, [id])).not.toBe('done');
      expect(
        await sql(
          `INSERT INTO "Block" (id, "versionId", ordinal, role, label, start, "end") VALUES ($1, $2, 99, 'body', 'P99', 0, 1)`,
          [newId(), id],
        ),
      ).toBe('RT001');
    }
  });

  it('SRC-5: rewriting what was found, and losing it', async () => {
    const { annotationId } = await corrected();
    expect(await sql(`UPDATE "CarriedMark" SET before = 'x' WHERE "annotationId" = $1`, [annotationId])).toBe('RT001');
    expect(await sql(`UPDATE "CarriedMark" SET outcome = 'exact' WHERE "annotationId" = $1`, [annotationId])).toBe(
      'RT001',
    );
    expect(await sql(`DELETE FROM "CarriedMark" WHERE "annotationId" = $1`, [annotationId])).not.toBe('done');
    expect(await sql(`TRUNCATE "CarriedMark"`)).not.toBe('done');
    expect(await sql(`UPDATE "CarriedMark" SET resolution = 'retired' WHERE "annotationId" = $1`, [annotationId])).toBe(
      '23514',
    );
  });

  it('ANC-1: a mark without a place that says it has one, and the other way round', async () => {
    const { annotationId } = await corrected();
    expect(
      await sql(`UPDATE "Anchor" SET state = 'exact', start = NULL, "end" = NULL WHERE "annotationId" = $1`, [
        annotationId,
      ]),
    ).toBe('23514');
    expect(
      await sql(`UPDATE "Anchor" SET state = 'orphan', start = 0, "end" = 4 WHERE "annotationId" = $1`, [annotationId]),
    ).toBe('23514');
  });
});
