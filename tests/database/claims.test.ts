import { beforeAll, describe, expect, it } from 'vitest';
import { createClaim } from '@/lib/claims/commands.ts';
import { linkClaims } from '@/lib/claims/kin/link.commands.ts';
import { newId } from '@/lib/platform/ids.ts';
import { move, propose, setClaimStage } from '../claims/stage.ts';
import { testDatabase } from '../support/database.ts';
import { done } from '../support/people.ts';

/** What the database refuses, whoever asks: raw SQL as the application's own role, past every command. */
const test = testDatabase();
type Stage = Awaited<ReturnType<typeof setClaimStage>>;

const sql = (text: string, values: unknown[] = []) => test.db.pool.query(text, values);

/** Everything in one transaction, so that what is asked at its end is asked. */
async function together(...statements: (readonly [string, unknown[]])[]) {
  const client = await test.db.pool.connect();
  try {
    await client.query('BEGIN');
    for (const [text, values] of statements) await client.query(text, values);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const proposalRow = (stage: Stage, change: Record<string, unknown> = {}): [string, unknown[]] => {
  const row: Record<string, unknown> = { by: stage.mo.userId, authors: [stage.mo.userId], rating: 'true', ...change };
  return [
    `INSERT INTO "Proposal" (id, "claimId", revision, rating, statement, rationale, "rationaleSeq", "rationaleAuthorIds", "proposedById")
     SELECT $1, c.id, c.revision + $6, $2, c.statement, 'x', d.seq, $3, $4 FROM "Claim" c
     JOIN "LiveDocument" d ON d.id = c."rationaleDocumentId" WHERE c.id = $5`,
    [newId(), row['rating'], row['authors'], row['by'], stage.claimId, row['off'] ?? 0],
  ];
};

const decisionSql = `INSERT INTO "Decision" (id, "claimId", "proposalId", revision, rating, "proposedById", "rationaleAuthorIds", "signedOffById")
  SELECT gen_random_uuid(), p."claimId", p.id, p.revision, $2, p."proposedById", p."rationaleAuthorIds", $3 FROM "Proposal" p WHERE p."claimId" = $1 ORDER BY p.at DESC LIMIT 1`;

describe('CLM-4: the two-person rule against raw SQL', () => {
  let open: Stage;
  let signed: Stage;
  beforeAll(async () => {
    open = await setClaimStage(test.db);
    await propose(test.db, open.mo, open.claimId);
    signed = await setClaimStage(test.db);
    await propose(test.db, signed.mo, signed.claimId);
    expect(await move(test.db, signed.amal, signed.claimId, 'verified')).toMatchObject({ ok: true });
  }, 60_000);

  it('CLM-4: no verdict without a decision: a state set by hand is refused when the transaction ends', async () => {
    for (const state of ['verified', 'published'])
      await expect(sql(`UPDATE "Claim" SET state = '${state}' WHERE id = $1`, [open.claimId])).rejects.toThrow(
        /in review|signed decision/,
      );
    await expect(
      together(
        [`UPDATE "Proposal" SET "closedAt" = now() WHERE "claimId" = $1`, [open.claimId]],
        [`UPDATE "Claim" SET state = 'verified' WHERE id = $1`, [open.claimId]],
        [
          `UPDATE "LiveDocument" SET frozen = true WHERE id = (SELECT "rationaleDocumentId" FROM "Claim" WHERE id = $1)`,
          [open.claimId],
        ],
      ),
    ).rejects.toThrow(/signed decision/);
  });

  it('CLM-4: neither proposer, nor author, nor somebody without the role, nor a suspended account signs', async () => {
    const sign = (userId: string, rating = 'true') => sql(decisionSql, [open.claimId, rating, userId]);
    await expect(sign(open.mo.userId)).rejects.toThrow(/two_persons/);
    await expect(sign(open.ivo.userId)).rejects.toThrow(/somebody who checks/);
    await test.db.prisma.user.update({ where: { id: open.nur.userId }, data: { state: 'suspended' } });
    await expect(sign(open.nur.userId)).rejects.toThrow(/somebody who checks/);
    await test.db.prisma.user.update({ where: { id: open.nur.userId }, data: { state: 'active' } });
    // A rating that nobody else gave would be one person's verdict.
    await expect(sign(open.amal.userId, 'false')).rejects.toThrow(/somebody else gave/);
  });

  it('CLM-4, CLM-5: a decision about what has changed since is refused', async () => {
    const stage = await setClaimStage(test.db);
    await propose(test.db, stage.mo, stage.claimId);
    const changes = [
      [`UPDATE "Claim" SET revision = revision + 1 WHERE id = $1`, [stage.claimId]],
      [`UPDATE "Claim" SET statement = 'Other words' WHERE id = $1`, [stage.claimId]],
      [
        `UPDATE "LiveDocument" SET seq = seq + 1 WHERE id = (SELECT "rationaleDocumentId" FROM "Claim" WHERE id = $1)`,
        [stage.claimId],
      ],
    ] as const;
    for (const [text, values] of changes)
      await expect(
        together([text, [...values]], [decisionSql, [stage.claimId, 'true', stage.amal.userId]]),
      ).rejects.toThrow(/what is there now/);
  });

  it('CLM-4: a proposal leaves out no author, makes no claim of another revision, and is made by somebody who checks', async () => {
    const stage = await setClaimStage(test.db);
    await propose(test.db, stage.mo, stage.claimId);
    expect(await move(test.db, stage.mo, stage.claimId, 'checking', { reason: 'again' })).toMatchObject({ ok: true });
    const refused: [Record<string, unknown>, RegExp][] = [
      [{ authors: [stage.nur.userId] }, /everybody who wrote/],
      [{ authors: [] }, /everybody who wrote/],
      [{ off: 1 }, /as it stands/],
      [{ by: stage.ivo.userId }, /somebody who checks/],
      [{ rating: 'splendid' }, /one of the scale/],
    ];
    for (const [change, why] of refused) await expect(sql(...proposalRow(stage, change))).rejects.toThrow(why);
  });

  it('CLM-4: what was signed does not change: proposal, review, decision, evidence, statement, rationale', async () => {
    const id = signed.claimId;
    const refused: [string, RegExp][] = [
      [`UPDATE "Decision" SET rating = 'false' WHERE "claimId" = $1`, /append-only|permission denied/],
      [`DELETE FROM "Decision" WHERE "claimId" = $1`, /append-only|permission denied/],
      [`UPDATE "Proposal" SET rating = 'false' WHERE "claimId" = $1`, /does not change/],
      [`UPDATE "Proposal" SET "closedAt" = NULL WHERE "claimId" = $1`, /does not change/],
      [`DELETE FROM "Proposal" WHERE "claimId" = $1`, /append-only|permission denied/],
      [`UPDATE "Evidence" SET note = 'other' WHERE "claimId" = $1`, /verdict stands/],
      [`DELETE FROM "Evidence" WHERE "claimId" = $1`, /verdict stands/],
      [
        `INSERT INTO "Evidence" (id, "claimId", stance, note, number, position, "addedById")
         SELECT gen_random_uuid(), id, 'refutes', 'x', 99, 99, "createdById" FROM "Claim" WHERE id = $1`,
        /verdict stands/,
      ],
      [`UPDATE "Claim" SET statement = 'Other' WHERE id = $1`, /signed decision/],
      [
        `UPDATE "LiveDocument" SET seq = seq + 1 WHERE id = (SELECT "rationaleDocumentId" FROM "Claim" WHERE id = $1)`,
        /verdict stands on this rationale/,
      ],
    ];
    for (const [text, why] of refused) await expect(sql(text, [id]), text).rejects.toThrow(why);
  });

  it('CLM-17: what a verdict was seen to rest on never changes, and is of a decision of its own claim', async () => {
    const { rows } = await sql('SELECT id, "decisionId" FROM "VerdictBasis" WHERE "claimId" = $1', [signed.claimId]);
    const [basis] = rows as { id: string; decisionId: string }[];
    expect(basis).toBeDefined();
    await expect(sql(`UPDATE "VerdictBasis" SET facts = '{}' WHERE id = $1`, [basis?.id])).rejects.toThrow();
    await expect(sql('DELETE FROM "VerdictBasis" WHERE id = $1', [basis?.id])).rejects.toThrow();
    await expect(
      sql(`INSERT INTO "VerdictBasis" (id, "claimId", "decisionId", facts, "byId") VALUES ($1, $2, $3, '{}', $4)`, [
        newId(),
        open.claimId,
        basis?.decisionId,
        open.mo.userId,
      ]),
    ).rejects.toThrow(/own claim/);
  });

  it('CLM-2, CLM-4: an old decision does not carry a claim that was reopened', async () => {
    const stage = await setClaimStage(test.db);
    await propose(test.db, stage.mo, stage.claimId);
    await move(test.db, stage.amal, stage.claimId, 'verified');
    await move(test.db, stage.amal, stage.claimId, 'reopened', { reason: 'A third invoice.' });
    await expect(
      together(
        [
          `UPDATE "LiveDocument" SET frozen = true WHERE id = (SELECT "rationaleDocumentId" FROM "Claim" WHERE id = $1)`,
          [stage.claimId],
        ],
        [`UPDATE "Claim" SET state = 'verified' WHERE id = $1`, [stage.claimId]],
      ),
    ).rejects.toThrow(/signed decision/);
  });

  it('CLM-6: reviews by the proposer, by an author, by nobody of the case or of a closed proposal are refused', async () => {
    const review = (stage: Stage, reviewer: string) =>
      sql(
        `INSERT INTO "Review" (id, "proposalId", "reviewerId", revision, rating, rationale)
         SELECT gen_random_uuid(), id, $2, revision, 'true', 'x' FROM "Proposal" WHERE "claimId" = $1`,
        [stage.claimId, reviewer],
      );
    for (const [stage, reviewer] of [
      [open, open.mo.userId],
      [open, open.ivo.userId],
      [open, signed.mo.userId],
      [signed, signed.nur.userId],
    ] as const)
      await expect(review(stage, reviewer)).rejects.toThrow(/independent/);
  });

  it('CLM-6: a decision before its reviews, and a reveal before all are in, are refused', async () => {
    const two = await setClaimStage(test.db, { reviews: 2 });
    await propose(test.db, two.mo, two.claimId);
    await expect(sql(decisionSql, [two.claimId, 'true', two.amal.userId])).rejects.toThrow(/after its reviews/);
    const blind = await setClaimStage(test.db, { reviews: 2, blind: true });
    await propose(test.db, blind.mo, blind.claimId);
    await expect(
      sql(`UPDATE "Proposal" SET "revealedAt" = now() WHERE "claimId" = $1`, [blind.claimId]),
    ).rejects.toThrow(/when all are in/);
    // The policy of the case is pinned: it cannot be proposed as if it asked for less.
    await move(test.db, blind.mo, blind.claimId, 'checking', { reason: 'again' });
    await expect(sql(...proposalRow(blind))).rejects.toThrow(/as its case asks/);
  });

  it('CLM-10: nothing unsigned, outdated, confidential or by a checker is published; a publication only ends', async () => {
    const publish = (stage: Stage, by: string) =>
      sql(
        `INSERT INTO "Publication" (id, "claimId", "decisionId", "publishedById")
         SELECT gen_random_uuid(), d."claimId", d.id, $2 FROM "Decision" d WHERE d."claimId" = $1`,
        [stage.claimId, by],
      );
    await expect(publish(signed, signed.mo.userId)).rejects.toThrow(/editor or a lead/);
    const secret = await setClaimStage(test.db, {}, { confidential: true });
    await propose(test.db, secret.mo, secret.claimId);
    await move(test.db, secret.amal, secret.claimId, 'verified');
    expect(await move(test.db, secret.amal, secret.claimId, 'published')).toMatchObject({
      error: { code: 'conflict' },
    });
    await expect(publish(secret, secret.amal.userId)).rejects.toThrow(/confidential/);
    expect(await move(test.db, signed.amal, signed.claimId, 'published')).toMatchObject({ ok: true });
    await expect(sql(`UPDATE "Publication" SET "publishedById" = "decisionId"`)).rejects.toThrow(/only ends/);
    await expect(sql(`DELETE FROM "Publication"`)).rejects.toThrow(/append-only|permission denied/);
    await expect(
      sql(`UPDATE "Publication" SET "endedAt" = now(), "endedById" = $1`, [signed.amal.userId]),
    ).rejects.toThrow(/has a publication/);
  });

  it('CLM-1: links make no circle, also when two halves are drawn at once', async () => {
    const { luz, mo, investigationId, claimId: a } = await setClaimStage(test.db);
    const make = async (statement: string) =>
      (await done(test.db, createClaim, luz, { investigationId, statement })).id;
    const [b, c] = [await make('B'), await make('C')];
    await done(test.db, linkClaims, luz, { claimId: a, kind: 'depends_on', toId: b });
    const link = (from: string, to: string) =>
      sql(
        `INSERT INTO "ClaimLink" (id, "investigationId", kind, "fromId", "toId", "createdById") VALUES (gen_random_uuid(), $1, 'depends_on', $2, $3, $4)`,
        [investigationId, from, to, luz.userId],
      );
    await expect(link(b, a)).rejects.toThrow(/circle/);
    const both = await Promise.allSettled([
      done(test.db, linkClaims, luz, { claimId: b, kind: 'depends_on', toId: c }),
      done(test.db, linkClaims, mo, { claimId: c, kind: 'depends_on', toId: a }),
    ]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('CLM-7: a rating that was given keeps its meaning and its row', async () => {
    for (const text of [
      `UPDATE "Rating" SET value = 1 WHERE key = 'true'`,
      `UPDATE "Rating" SET labels = '{"en": "False"}' WHERE key = 'true'`,
      `UPDATE "Rating" SET key = 'truth' WHERE key = 'true'`,
      `DELETE FROM "Rating" WHERE key = 'true'`,
    ])
      await expect(sql(text), text).rejects.toThrow(/keeps its meaning|not deleted/);
    await sql(`UPDATE "Rating" SET labels = labels || '{"pt": "Verdadeiro"}' WHERE key = 'true'`);
  });
});
