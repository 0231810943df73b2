import { feedResponse, publicFeed } from '@/lib/publishing/feed.ts';

export const GET = async (request: Request): Promise<Response> =>
  feedResponse((await publicFeed(request)).json1(), 'application/feed+json');
