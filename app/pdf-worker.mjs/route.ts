import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The half of pdf.js that reads a PDF, in a worker of the browser (components/sources/page-picture). From our own address
 * and with a policy of its own: whatever the file says, nothing is fetched from there. The same for everybody.
 */
export async function GET(): Promise<Response> {
  const file = path.join(process.cwd(), 'node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs');
  return new Response(await readFile(file), {
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=86400',
    },
  });
}
