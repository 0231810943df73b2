import { describe, expect, it } from 'vitest';
import { updateInvestigation } from '@/lib/investigations/commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { ask } from '@/lib/platform/query.ts';
import { testDatabase } from '@/tests/support/database.ts';
import { answer, done, joins, person } from '@/tests/support/people.ts';
import { claimOn, desk, move, verify } from '@/tests/support/verdict.ts';
import { listPublished } from './list.ts';
import { isTombstone, readPublished } from './read.ts';
import { createStory, publishStory, updateStory, withdrawStory } from './story.commands.ts';
import { getStory, previewClaim, previewStory } from './story.queries.ts';
import { listPublicStories, readStory } from './story.read.ts';

const test = testDatabase();

/** A case with a public claim and one that is only signed, both in a story. */
async function stage() {
  const at = await desk(test.db);
  const one = await claimOn(test.db, at, 'The port paid twice for one crane', 'The port paid twice.');
  const two = await claimOn(test.db, at, 'in January', 'It was in January.');
  await verify(test.db, at, one.claimId);
  await verify(test.db, at, two.claimId);
  await move(test.db, at.editor, one.claimId, 'published');
  const { id: storyId } = await done(test.db, createStory, at.editor, {
    investigationId: at.investigationId,
    title: 'The crane',
    intro: 'What we know.',
  });
  await done(test.db, updateStory, at.editor, {
    storyId,
    claims: [{ claimId: two.claimId, lead: 'When?' }, { claimId: one.claimId }],
  });
  return { ...at, storyId, publicId: one.claimId, signedId: two.claimId };
}

const statementsOf = async (storyId: string) => {
  const story = await readStory(test.db.prisma, storyId);
  return story && !isTombstone(story) ? story.claims.map(({ statement }) => statement) : story;
};

describe('CLM-10: a story page', () => {
  it('CLM-10: gathers claims of one case in their order, and shows of them what is public', async () => {
    const { editor, storyId, signedId } = await stage();
    expect(await readStory(test.db.prisma, storyId)).toBeNull();
    await done(test.db, publishStory, editor, { storyId });
    expect(await statementsOf(storyId)).toEqual(['The port paid twice.']);
    await move(test.db, editor, signedId, 'published');
    expect(await statementsOf(storyId)).toEqual(['It was in January.', 'The port paid twice.']);
    expect((await listPublicStories(test.db.prisma)).map(({ id }) => id)).toContain(storyId);
    const seen = await answer(test.db, getStory, editor, { storyId });
    expect(seen.claims.map(({ lead, isPublic }) => [lead, isPublic])).toEqual([
      ['When?', true],
      ['', true],
    ]);
  });

  it('CLM-17: a correction of a claim and its taking down are in the story at once', async () => {
    const { lead, editor, storyId, publicId } = await stage();
    await done(test.db, publishStory, editor, { storyId });
    await move(test.db, editor, publicId, 'reopened', { reason: 'A third invoice.' });
    await move(test.db, lead, publicId, 'in_review', { rating: 'mixed' });
    await move(test.db, editor, publicId, 'verified');
    await move(test.db, editor, publicId, 'published', { reason: 'We had overlooked the third invoice.' });
    const story = await readStory(test.db.prisma, storyId);
    expect(story).toMatchObject({
      claims: [
        {
          rating: { key: 'mixed' },
          corrections: [{ text: 'We had overlooked the third invoice.', before: 'mostly_true' }],
        },
      ],
    });
    await move(test.db, editor, publicId, 'unpublished', { reason: 'A court order.' });
    expect(await statementsOf(storyId)).toEqual([]);
  });

  it('CLM-10: leaves a tombstone when it is taken down, and may come back', async () => {
    const { editor, storyId } = await stage();
    await done(test.db, publishStory, editor, { storyId });
    expect(await execute(test.db, publishStory, editor, { storyId })).toMatchObject({ error: { code: 'conflict' } });
    await done(test.db, withdrawStory, editor, { storyId, reason: 'Published by mistake.' });
    expect(await readStory(test.db.prisma, storyId)).toMatchObject({ reason: 'Published by mistake.' });
    expect(JSON.stringify(await readStory(test.db.prisma, storyId))).not.toContain('crane');
    await done(test.db, publishStory, editor, { storyId });
    expect(await statementsOf(storyId)).toEqual(['The port paid twice.']);
  });

  it('CLM-10: is never public without a public claim, in a confidential case, or by less than an editor', async () => {
    const { lead, editor, storyId, publicId, investigationId } = await stage();
    const checker = await person(test.db, 'Mo');
    await joins(test.db, checker, investigationId, 'checker');
    expect(await execute(test.db, publishStory, checker, { storyId })).toMatchObject({ error: { code: 'forbidden' } });
    await move(test.db, editor, publicId, 'unpublished', { reason: 'Not yet.' });
    expect(await execute(test.db, publishStory, editor, { storyId })).toMatchObject({ error: { code: 'conflict' } });
    await move(test.db, editor, publicId, 'published', { reason: 'Now.' });
    await done(test.db, publishStory, editor, { storyId });
    await done(test.db, updateInvestigation, lead, { investigationId, confidential: true });
    expect(await readStory(test.db.prisma, storyId)).toBeNull();
    expect((await listPublicStories(test.db.prisma)).map(({ id }) => id)).not.toContain(storyId);
    const raw = `UPDATE "Story" SET "publishedAt" = now(), "endedAt" = NULL, "endedById" = NULL, withdrawal = NULL WHERE id = $1`;
    await expect(test.db.pool.query(raw, [storyId])).rejects.toThrow(/confidential/);
  });

  it('CLM-10: gathers nothing of another case, by command or by raw SQL', async () => {
    const { editor, storyId } = await stage();
    const elsewhere = await desk(test.db);
    const { claimId } = await claimOn(test.db, elsewhere, 'in January', 'Elsewhere.');
    expect(await execute(test.db, updateStory, editor, { storyId, claims: [{ claimId }] })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    const raw = `INSERT INTO "StoryClaim" ("storyId", "claimId", position) VALUES ($1, $2, 9)`;
    await expect(test.db.pool.query(raw, [storyId, claimId])).rejects.toThrow(/own case/);
  });
});

describe('CLM-10: preview', () => {
  it('CLM-10: shows the page as it will be, to the case alone, and makes nothing public', async () => {
    const { editor, signedId, storyId } = await stage();
    const { claim } = await answer(test.db, previewClaim, editor, { claimId: signedId });
    expect(await readPublished(test.db.prisma, signedId)).toBeNull();
    await answer(test.db, previewStory, editor, { storyId });
    const outsider = await person(test.db, 'Otto');
    for (const [query, input] of [
      [previewClaim, { claimId: signedId }],
      [previewStory, { storyId }],
    ] as const)
      expect(await ask(test.db, query as typeof previewClaim, outsider, input)).toMatchObject({
        error: { code: 'not_found' },
      });
    await move(test.db, editor, signedId, 'published');
    const page = await readPublished(test.db.prisma, signedId);
    const dates = { publishedAt: '', firstPublishedAt: '' };
    expect({ ...claim, ...dates }).toEqual({ ...page, ...dates });
  });

  it('CLM-10: the list asks as often for many pages as for one', async () => {
    await stage();
    const asked: string[] = [];
    const { prisma } = test.db;
    const counting = prisma.$extends({
      query: {
        $allOperations: ({ model, operation, args, query }) => {
          asked.push(`${model ?? ''}.${operation}`);
          return query(args) as Promise<unknown>;
        },
      },
    });
    const reader = counting as unknown as typeof prisma;
    const few = (await listPublished(reader, { limit: 1 })).items.length;
    const once = asked.splice(0).length;
    const many = (await listPublished(reader, { limit: 50 })).items.length;
    expect(many).toBeGreaterThan(few);
    expect(asked.length).toBe(once);
  });
});
