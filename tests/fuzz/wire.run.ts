// npm run fuzz:wire [-- --messages 5000 --seed 1]. Saved and mutated attacks on a live server while colleagues work.
import http from 'node:http';
import { parseArgs } from 'node:util';
import WebSocket from 'ws';
import { LiveClient } from '../../lib/live/client/live-client.ts';
import { createLiveServer } from '../../lib/live/server.ts';
import { NOTE_SCHEMA_VERSION } from '../../lib/notes/schema-version.ts';
import type { Caller } from '../../lib/platform/access.ts';
import { openClaimDocument } from '../live/stage.ts';
import { joins, person } from '../support/people.ts';
import { withDatabase } from './scratch.ts';
import { runCase, savedCases, storm } from './wire.attack.ts';

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
});
await withDatabase(async (db, url) => {
  const live = await createLiveServer({
    db,
    url,
    authenticate: (headers) => {
      const sessionId = headers.get('x-session');
      return Promise.resolve({ userId: headers.get('x-user') ?? '', ...(sessionId ? { sessionId } : {}) } as Caller);
    },
  });
  const server = http.createServer();
  server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const [luz, mo, eve] = [await person(db, 'Luz'), await person(db, 'Mo'), await person(db, 'Eve')];
  const { investigationId, documentId } = await openClaimDocument(db, luz);
  await joins(db, mo, investigationId, 'checker');
  await joins(db, eve, investigationId, 'viewer');
  const clients = [luz, luz].map((who) => {
    const client = new LiveClient({
      url: '',
      stillSignedIn: () => Promise.resolve(true),
      open: () =>
        new WebSocket(`ws://127.0.0.1:${port}/live`, {
          headers: { 'x-user': who.userId, origin: `http://127.0.0.1:${port}` },
        }) as unknown as globalThis.WebSocket,
    });
    client.start();
    return client;
  });
  const texts = clients.map((client) => client.text(documentId, NOTE_SCHEMA_VERSION));
  while (texts.some((text) => text.status.get().kind !== 'saved'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const target = (who: Caller) => ({ port, userId: who.userId, documentId });
  for (const one of savedCases()) {
    const { code, reason } = await runCase(target(mo), one);
    console.log(`${one.name.padEnd(64)} ${code ?? 'refused'} ${reason}`);
  }
  const seed = Number(values.seed);
  const result = await storm(db, { reader: target(eve), writer: target(mo) }, texts, Number(values.messages), seed);
  console.log(
    `\n${result.sent} mutated messages (seed ${seed}): ${result.closed} sockets closed with a reason, heap ${(result.grown / 1e6).toFixed(1)} MB more, no crash, no reader wrote, two colleagues noticed nothing`,
  );
  for (const client of clients) client.stop();
  await live.close();
});
process.exit(0);
