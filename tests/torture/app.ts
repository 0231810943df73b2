// One application process for the torture: the live server and /api/command as they are, without the pages.
// TORTURE_FAULT=1 plants the fault that the torture must find: acknowledge first, append later.
import http from 'node:http';
import { runCommand } from '../../lib/api/run-command.ts';
import { createLiveServer } from '../../lib/live/server.ts';
import type { Append } from '../../lib/live/log.ts';
import { appendUpdates } from '../../lib/notes/append.ts';
import type { Database } from '../../lib/platform/db.ts';
import { database } from '../../lib/platform/db.ts';

const db = await database();
const live = await createLiveServer({
  db,
  url: process.env.DATABASE_URL ?? '',
  ...(process.env.REDIS_URL ? { redisUrl: process.env.REDIS_URL } : {}),
  ...(process.env.TORTURE_FAULT ? { append: acknowledgeFirst(db) } : {}),
});
const server = http.createServer((request, response) => void answer(request, response));
server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
server.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('is ready'));

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const result = await runCommand(
    new Request(`http://${request.headers.host ?? ''}${request.url ?? '/'}`, {
      method: 'POST',
      headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
      body: Buffer.concat(chunks),
    }),
  );
  response.writeHead(result.status, { 'content-type': 'application/json' }).end(await result.text());
}

/** What memory-first servers do. */
function acknowledgeFirst({ pool }: Database): Append {
  const reached = new Map<string, number>();
  return async ({ documentId, updates }) => {
    const { rows } = await pool.query<{ seq: number }>(`SELECT seq FROM "LiveDocument" WHERE id = $1`, [documentId]);
    const first = Math.max(reached.get(documentId) ?? 0, rows[0]?.seq ?? 0) + 1;
    reached.set(documentId, first - 1 + updates.length);
    setTimeout(() => void appendUpdates(pool, documentId, updates).catch(() => undefined), 400);
    return { first, refused: new Map() };
  };
}
