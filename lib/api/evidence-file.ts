import { callerOf } from '../accounts/session.ts';
import { evidenceFile } from '../claims/file.queries.ts';
import { database } from '../platform/db.ts';
import { failure } from '../platform/errors.ts';
import { problem } from '../platform/http.ts';
import { ask } from '../platform/query.ts';

/**
 * The bytes of a file that is evidence. Always a download and never a page: whatever somebody uploaded is not run in this
 * site's name.
 */
export async function serveEvidenceFile(
  request: Request,
  { params }: { params: Promise<{ evidenceId: string }> },
): Promise<Response> {
  const caller = await callerOf(request);
  if (!caller) return problem(failure('signed_out').error, { 'www-authenticate': 'Bearer' });
  const result = await ask(await database(), evidenceFile, caller, await params);
  if (!result.ok) return problem(result.error);
  const { base64, name, mediaType, sha256 } = result.value;
  return new Response(Uint8Array.from(Buffer.from(base64, 'base64')), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      etag: `"${sha256}"`,
    },
  });
}
