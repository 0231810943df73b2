import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { makeDossier } from './commands.ts';
import { getDossierFile } from './file.queries.ts';
import { getResting, getThread, listDossiers } from './queries.ts';
import { dossierFile } from './schema.ts';

export const threadCommands = [makeDossier];
export const threadQueries = [getThread, getResting, listDossiers, getDossierFile];

/** Always a download: what is in it is not run in this site's name. */
function fileResponse(value: unknown): Response {
  const { name, mediaType, base64 } = dossierFile.parse(value);
  return new Response(Uint8Array.from(Buffer.from(base64, 'base64')), {
    headers: {
      'content-type': mediaType,
      'content-disposition': `attachment; filename="${name}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

export const threadEndpoints: EndpointTable = {
  '/claims/{claimId}/thread': { GET: read('A verdict and all that it rests on, down to the words', getThread) },
  '/annotations/{annotationId}/verdicts': {
    GET: read('Every claim that says these words or rests on them', getResting),
  },
  '/claims/{claimId}/dossiers': {
    GET: read('Dossiers taken out about a claim', listDossiers),
    POST: write("Take a verdict's thread out as a dossier", 201, makeDossier, listDossiers, ({ claimId }) => ({
      claimId,
    })),
  },
  '/dossiers/{dossierId}/file': {
    GET: { ...read('A dossier as HTML that checks itself, or as PDF', getDossierFile), respond: fileResponse },
  },
};
