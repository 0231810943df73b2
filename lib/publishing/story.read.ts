import type { Prisma, Reader } from '../platform/db.ts';
import { publishedAmong } from './list.ts';
import type { PublicStory, Tombstone } from './schema.ts';

/** A story is public as long as an editor's word stands and its case is not confidential now. */
const isPublicStory = {
  publishedAt: { not: null },
  endedAt: null,
  investigation: { confidential: false },
} satisfies Prisma.StoryWhereInput;

/**
 * What readers see of a story: only claims that are public at this moment, each as its own page says it, so that a
 * correction there is a correction here (CLM-17). A tombstone where it was taken down.
 */
export async function readStory(reader: Reader, storyId: string): Promise<PublicStory | Tombstone | null> {
  const row = await reader.story.findFirst({
    where: { id: storyId, investigation: isPublicStory.investigation },
    include: { claims: { orderBy: { position: 'asc' } } },
  });
  if (!row?.publishedAt) return null;
  if (row.endedAt) return { id: storyId, withdrawnAt: row.endedAt.toISOString(), reason: row.withdrawal ?? '' };
  return { ...(await storyAsPublic(reader, row)), publishedAt: row.publishedAt.toISOString() };
}

type StoryRow = Prisma.StoryGetPayload<{ include: { claims: true } }>;

export async function storyAsPublic(reader: Reader, row: StoryRow): Promise<Omit<PublicStory, 'publishedAt'>> {
  const published = await publishedAmong(
    reader,
    row.claims.map(({ claimId }) => claimId),
  );
  return {
    id: row.id,
    title: row.title,
    intro: row.intro,
    claims: row.claims.flatMap(({ claimId, lead }) => {
      const claim = published.get(claimId);
      return claim ? [{ ...claim, lead }] : [];
    }),
  };
}

/** Newest first. */
export async function listPublicStories(
  reader: Reader,
  limit = 1000,
): Promise<{ id: string; title: string; publishedAt: string }[]> {
  const rows = await reader.story.findMany({
    where: isPublicStory,
    orderBy: { publishedAt: 'desc' },
    take: limit,
    select: { id: true, title: true, publishedAt: true },
  });
  return rows.flatMap(({ id, title, publishedAt }) =>
    publishedAt ? [{ id, title, publishedAt: publishedAt.toISOString() }] : [],
  );
}
