import type { Reader } from '../platform/db.ts';
import { listPublished } from './list.ts';
import { pagePath, storyPath } from './site.ts';
import { listPublicStories } from './story.read.ts';

/** Addresses of what is public, and nothing else, for whoever makes an index of the web. */
export async function publicAddresses(
  reader: Reader,
  origin: string,
): Promise<{ readonly url: string; readonly lastModified?: string }[]> {
  const [{ items }, stories] = await Promise.all([listPublished(reader, { limit: 1000 }), listPublicStories(reader)]);
  return [
    { url: `${origin}/fact-checks` },
    { url: `${origin}/fact-checks/method` },
    ...stories.map((story) => ({ url: origin + storyPath(story.id), lastModified: story.publishedAt })),
    ...items.map((claim) => ({ url: origin + pagePath(claim.id), lastModified: claim.publishedAt })),
  ];
}
