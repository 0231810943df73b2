import { headers } from 'next/headers';
import { z } from 'zod';
import { database } from '../platform/db.ts';
import { requestLanguage } from '../platform/i18n.ts';
import { claimReview } from './claimreview.rules.ts';
import { readNewsroom } from './newsroom.ts';
import { listPublished } from './list.ts';
import { isTombstone, readPublished } from './read.ts';
import type { PublicPage, PublicStory, Tombstone } from './schema.ts';
import { listPublicStories, readStory } from './story.read.ts';
import { publicOrigin, publicSite, storyPath } from './site.ts';

/** For pages that anybody may open: no session is asked for, and nothing but what is published is read. */
export async function publicPage(claimId: string): Promise<PublicPage | Tombstone | null> {
  const [sent, { locale }] = await Promise.all([headers(), requestLanguage()]);
  if (!z.uuid().safeParse(claimId).success) return null;
  const { prisma } = await database();
  const claim = await readPublished(prisma, claimId);
  if (!claim || isTombstone(claim)) return claim;
  const newsroom = await readNewsroom(prisma);
  const site = publicSite(newsroom, claim, { origin: publicOrigin(sent), language: locale });
  return { claim, newsroom, locale, data: claimReview(claim, site), address: site.page };
}

/** What the newsroom says of itself, in the reader's language. */
export async function publicNewsroom() {
  const { locale } = await requestLanguage();
  const { prisma } = await database();
  return { newsroom: await readNewsroom(prisma), locale };
}

export async function publicList(after: string | undefined) {
  const { locale } = await requestLanguage();
  const { prisma } = await database();
  const cursor = z.uuid().safeParse(after);
  const page = await listPublished(prisma, { limit: 30, after: cursor.data });
  const [newsroom, stories] = await Promise.all([
    readNewsroom(prisma),
    cursor.data ? [] : listPublicStories(prisma, 20),
  ]);
  return { ...page, stories, newsroom, locale };
}

export async function publicStory(storyId: string) {
  const [sent, { locale }] = await Promise.all([headers(), requestLanguage()]);
  if (!z.uuid().safeParse(storyId).success) return null;
  const { prisma } = await database();
  const story: PublicStory | Tombstone | null = await readStory(prisma, storyId);
  if (!story) return null;
  return { story, newsroom: await readNewsroom(prisma), locale, address: publicOrigin(sent) + storyPath(storyId) };
}
