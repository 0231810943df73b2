import type { EndpointTable } from '../api/endpoint.ts';
import { read, write } from '../api/endpoint.ts';
import { downloadHeaders } from '../platform/download.ts';
import { makeDossier } from './commands.ts';
import { getDossierFile } from './file.queries.ts';
import { getResting, getThread, listDossiers } from './queries.ts';
import { dossierFile } from './schema.ts';

export const threadCommands = [makeDossier];
export const threadQueries = [getThread, getResting, listDossiers, getDossierFile];

function fileResponse(value: unknown): Response {
  const { base64, ...file } = dossierFile.parse(value);
  return new Response(Uint8Array.from(Buffer.from(base64, 'base64')), { headers: downloadHeaders(file) });
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
