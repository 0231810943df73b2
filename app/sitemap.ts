import type { MetadataRoute } from 'next';
import { headers } from 'next/headers';
import { database } from '@/lib/platform/db.ts';
import { publicOrigin } from '@/lib/publishing/site.ts';
import { publicAddresses } from '@/lib/publishing/sitemap.ts';

/** What is public and nothing else. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const origin = publicOrigin(new Headers(await headers()));
  const { prisma } = await database();
  return publicAddresses(prisma, origin);
}
