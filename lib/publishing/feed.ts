import { Feed } from 'feed';
import { database } from '../platform/db.ts';
import { labelOf, UNDER_REVIEW } from './claimreview.rules.ts';
import { readNewsroom } from './newsroom.ts';
import { listPublished } from './list.ts';
import { pagePath, publicOrigin } from './site.ts';

/** The newest fifty fact checks, for feed readers; a correction brings its page up again with a new date. */
export async function publicFeed(request: Request): Promise<Feed> {
  const { prisma } = await database();
  const [newsroom, { items }] = await Promise.all([readNewsroom(prisma), listPublished(prisma, { limit: 50 })]);
  const origin = publicOrigin(request.headers);
  const home = `${origin}/fact-checks`;
  const name = newsroom.name || 'Redthread';
  const feed = new Feed({
    id: home,
    title: `${name}: fact checks`,
    link: home,
    copyright: name,
    feedLinks: { atom: `${home}/feed.xml`, json: `${home}/feed.json` },
    ...(items[0] ? { updated: new Date(items[0].publishedAt) } : {}),
    author: { name, link: newsroom.url ?? home },
  });
  for (const claim of items) {
    const address = origin + pagePath(claim.id);
    const verdict = claim.conclusion ?? labelOf(claim.rating, 'en');
    const correction = claim.corrections[0];
    feed.addItem({
      id: address,
      link: address,
      title: `${verdict}: ${claim.statement}`,
      description: correction ? `Correction: ${correction.text}` : claim.rationale.slice(0, 500),
      date: new Date(claim.publishedAt),
      published: new Date(claim.firstPublishedAt),
      ...(claim.underReview ? { category: [{ name: UNDER_REVIEW, term: 'under-review' }] } : {}),
    });
  }
  return feed;
}

export const feedResponse = (body: string, type: string): Response =>
  new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'public, max-age=60' } });
