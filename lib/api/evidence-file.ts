import { callerOf } from '../accounts/session.ts';
import { evidenceFile } from '../claims/evidence/file.queries.ts';
import { database } from '../platform/db.ts';
import { downloadHeaders } from '../platform/download.ts';
import { failure } from '../platform/errors.ts';
import { problem } from '../platform/http.ts';
import { ask } from '../platform/query.ts';

/** The bytes of a file that is evidence. */
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
    headers: downloadHeaders({ name, mediaType, sha256 }),
  });
}
