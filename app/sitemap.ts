import type { MetadataRoute } from 'next';
import { headers } from 'next/headers';
import { database } from '@/lib/platform/db.ts';
import { listPublished } from '@/lib/publishing/list.ts';
import { listPublicStories } from '@/lib/publishing/story.read.ts';
import { pagePath, publicOrigin, storyPath } from '@/lib/publishing/site.ts';

/** What is public and nothing else. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const origin = publicOrigin(new Headers(await headers()));
  const { prisma } = await database();
  const [{ items }, stories] = await Promise.all([listPublished(prisma, { limit: 1000 }), listPublicStories(prisma)]);
  return [
    { url: `${origin}/fact-checks` },
    { url: `${origin}/fact-checks/method` },
    ...stories.map((story) => ({ url: origin + storyPath(story.id), lastModified: story.publishedAt })),
    ...items.map((claim) => ({ url: origin + pagePath(claim.id), lastModified: claim.publishedAt })),
  ];
}
