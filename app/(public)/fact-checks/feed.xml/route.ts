import { feedResponse, publicFeed } from '@/lib/publishing/feed.ts';

export const GET = async (request: Request): Promise<Response> =>
  feedResponse((await publicFeed(request)).atom1(), 'application/atom+xml');
