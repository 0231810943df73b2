import { z } from 'zod';
import { claimRef } from '../claims/schema.ts';
import { on } from '../platform/access.ts';
import { found } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { publishedAmong } from './list.ts';
import { readNewsroom } from './newsroom.ts';
import { readPreview } from './read.ts';
import { listStoriesInput, newsroomView, publicClaim, publicStory, storyList, storyRef, storyView } from './schema.ts';
import { storyAsPublic } from './story.read.ts';

export const listStories = query({
  name: 'story.list',
  input: listStoriesInput,
  output: storyList,
  allow: ({ investigationId }) => on.investigation('investigation.read', investigationId),
  run: async ({ db }, { investigationId }) => {
    const rows = await db.story.findMany({
      where: { investigationId },
      orderBy: { updatedAt: 'desc' },
      include: { _count: { select: { claims: true } } },
    });
    return {
      items: rows.map((row) => ({
        id: row.id,
        title: row.title,
        isPublic: row.publishedAt !== null && row.endedAt === null,
        claims: row._count.claims,
        updatedAt: row.updatedAt.toISOString(),
      })),
    };
  },
});

export const getStory = query({
  name: 'story.get',
  input: storyRef,
  output: storyView,
  allow: ({ storyId }) => on.story('investigation.read', storyId),
  run: async ({ db }, { storyId }) => {
    const row = found(
      await db.story.findUnique({
        where: { id: storyId },
        include: {
          claims: {
            orderBy: { position: 'asc' },
            include: { claim: { select: { number: true, statement: true, state: true } } },
          },
        },
      }),
    );
    const published = await publishedAmong(
      db,
      row.claims.map(({ claimId }) => claimId),
    );
    return {
      id: row.id,
      investigationId: row.investigationId,
      title: row.title,
      intro: row.intro,
      publishedAt: row.publishedAt?.toISOString() ?? null,
      isPublic: row.publishedAt !== null && row.endedAt === null,
      withdrawal: row.withdrawal,
      claims: row.claims.map(({ claimId, lead, claim }) => ({
        claimId,
        lead,
        ...claim,
        isPublic: published.has(claimId),
      })),
    };
  },
});

/** The story as readers would see it now, whether it is public or not. */
export const previewStory = query({
  name: 'story.preview',
  input: storyRef,
  output: z.object({
    story: publicStory.omit({ publishedAt: true }),
    newsroom: newsroomView,
    investigationId: z.string(),
  }),
  allow: ({ storyId }) => on.story('investigation.read', storyId),
  run: async ({ db }, { storyId }) => {
    const row = found(
      await db.story.findUnique({ where: { id: storyId }, include: { claims: { orderBy: { position: 'asc' } } } }),
    );
    return {
      story: await storyAsPublic(db, row),
      newsroom: await readNewsroom(db),
      investigationId: row.investigationId,
    };
  },
});

/** A claim's page as it would be if its latest verdict were published now. */
export const previewClaim = query({
  name: 'claim.preview',
  input: claimRef,
  output: z.object({ claim: publicClaim, newsroom: newsroomView }),
  allow: ({ claimId }) => on.claim('investigation.read', claimId),
  run: async ({ db }, { claimId }) => ({
    claim: await readPreview(db, claimId, new Date()),
    newsroom: await readNewsroom(db),
  }),
});
