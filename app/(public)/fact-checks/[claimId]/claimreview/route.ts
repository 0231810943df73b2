import { publicPage } from '@/lib/publishing/page.ts';
import { isTombstone } from '@/lib/publishing/read.ts';

/** The data of the page alone, for whoever gathers fact checks. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ claimId: string }> }) {
  const page = await publicPage((await params).claimId);
  if (!page) return new Response(null, { status: 404 });
  if (isTombstone(page)) return new Response(null, { status: 410 });
  return new Response(JSON.stringify(page.data), { headers: { 'content-type': 'application/ld+json' } });
}
