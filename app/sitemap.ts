import type { MetadataRoute } from 'next';
import { headers } from 'next/headers';
import { database } from '@/lib/platform/db.ts';
import { listPublished } from '@/lib/publishing/read.ts';
import { pagePath, publicOrigin } from '@/lib/publishing/site.ts';

/** What is public and nothing else. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const origin = publicOrigin(new Headers(await headers()));
  const { prisma } = await database();
  const { items } = await listPublished(prisma, { limit: 1000 });
  return [
    { url: `${origin}/fact-checks` },
    { url: `${origin}/fact-checks/method` },
    ...items.map((claim) => ({ url: origin + pagePath(claim.id), lastModified: claim.publishedAt })),
  ];
}
