import { database } from '../platform/db.ts';
import type { RedactionMark } from '../retention/redaction-mark.ts';
import { publicRedactionMark } from '../retention/redaction-mark.ts';

/** What a public page is made with; to be read before anything that the page shows. */
export async function markForPage(): Promise<RedactionMark> {
  const { prisma } = await database();
  return publicRedactionMark(prisma);
}

/** What an open public page asks now and then: the mark has changed when words may stand on it that are gone (ACC-8). */
export async function redactedResponse(): Promise<Response> {
  return Response.json({ mark: await markForPage() }, { headers: { 'cache-control': 'public, max-age=10' } });
}
