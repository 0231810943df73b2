import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createToken } from '@/lib/accounts/commands.ts';
import { newApiToken } from '@/lib/accounts/secrets.ts';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { doorActs, ownActs } from '@/lib/api/account-acts.ts';
import { serveDoor, serveOwn } from '@/lib/api/acts.ts';
import { endpoints } from '@/lib/api/endpoints.ts';
import { runCommand } from '@/lib/api/run-command.ts';
import { serve } from '@/lib/api/serve.ts';
import { exportAudit } from '@/lib/api/audit-export.ts';
import { createClaim } from '@/lib/claims/commands.ts';
import type { LiveServer } from '@/lib/live/server.ts';
import { createLiveServer } from '@/lib/live/server.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { newId } from '@/lib/platform/ids.ts';
import { intakeSource } from '@/lib/sources/commands.ts';
import { testDatabase } from '../support/database.ts';
import { done, person } from '../support/people.ts';
import type { Stage } from './world.ts';
import { setStage, standingNames, standings } from './world.ts';

const test = testDatabase();
const found = (name: string): string[] =>
  readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .map((file) => path.dirname(file).split(path.sep).join('/'));

/** What is open to everybody, on purpose. A new page or route outside /api/v1 that asks nobody has to be named here. */
const OPEN_PAGES = /^\((door|public)\)\//u;
const OPEN_ROUTES = [
  'api/v1/openapi.json',
  'api/auth/[...nextauth]',
  'api/door/[act]',
  'api/v1/[...address]',
  'pdf-worker.mjs',
];
const asks = /askForPage\(|callerOf(Page|Request)?\(|serve(Own)?\(|= runCommand|= exportAudit/u;

describe('ACC-1: every surface asks', () => {
  it('every page behind the door asks a query of the permission table before it is made', () => {
    const pages = found('page.tsx');
    expect(pages.length).toBeGreaterThan(15);
    const silent = pages
      .filter((page) => !OPEN_PAGES.test(page))
      .filter((page) => !asks.test(readFileSync(`app/${page}/page.tsx`, 'utf8')));
    expect(silent).toEqual([]);
  });

  it('every route asks who sends it, or is open on purpose', () => {
    const routes = found('route.ts');
    expect(routes.length).toBeGreaterThan(25);
    const silent = routes
      .filter((route) => !OPEN_ROUTES.includes(route) && !OPEN_PAGES.test(route))
      .filter((route) => {
        const text = readFileSync(`app/${route}/route.ts`, 'utf8');
        if (asks.test(text)) return false;
        // One line that hands on to a handler of lib/api: that one asks.
        const handlers = [...text.matchAll(/from '@\/(lib\/[\w/.-]+)'/gu)].map(([, file]) => file ?? '');
        return !handlers.some((file) =>
          /callerOf|callerFromHeaders|serve\(|serveOwn/u.test(readFileSync(file, 'utf8')),
        );
      });
    expect(silent).toEqual([]);
  });

  it('every act of one’s own account is closed to whoever is not signed in, and every act to other sites', async () => {
    for (const act of Object.keys(ownActs)) {
      const sent = (headers: Record<string, string>) =>
        serveOwn(ownActs)(new Request('http://test/api', { method: 'POST', body: '{}', headers }), {
          params: Promise.resolve({ act }),
        });
      expect((await sent({ 'sec-fetch-site': 'same-origin' })).status, act).toBe(401);
      expect((await sent({ 'sec-fetch-site': 'cross-site' })).status, act).toBe(403);
    }
    for (const act of Object.keys(doorActs)) {
      const request = new Request('http://test/api', {
        method: 'POST',
        body: '{}',
        headers: { origin: 'https://evil.example' },
      });
      expect((await serveDoor(doorActs)(request, { params: Promise.resolve({ act }) })).status, act).toBe(403);
    }
    expect((await exportAudit(new Request('http://test/api/exports/audit'))).status).toBe(401);
    const command = new Request('http://test/api/command', {
      method: 'POST',
      body: '{}',
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect((await runCommand(command)).status).toBe(401);
  });
});

interface Furnished extends Stage {
  readonly ids: Readonly<Record<string, string>>;
}
const sets = new Map<boolean, Furnished>();
let live: LiveServer;
let server: http.Server;
let port = 0;

beforeAll(async () => {
  for (const confidential of [false, true]) {
    const stage = await setStage(test.db, confidential);
    const { author, investigationId } = stage;
    const text = 'A headline\n\nThe port paid twice for one crane in January, and nobody noticed it.';
    const { id: sourceId } = await done(test.db, intakeSource, author, {
      investigationId,
      kind: 'text',
      text,
      seal: true,
    });
    const target = { quote: { exact: 'one crane' } };
    const { id: annotationId } = await done(test.db, createAnnotation, author, {
      sourceId,
      kind: 'note',
      text: 'x',
      target,
    });
    const { id: claimId } = await done(test.db, createClaim, author, { investigationId, statement: 'It paid twice.' });
    const { rationaleDocumentId } = await test.db.prisma.claim.findUniqueOrThrow({ where: { id: claimId } });
    sets.set(confidential, {
      ...stage,
      ids: { investigationId, sourceId, annotationId, claimId, documentId: rationaleDocumentId, userId: author.userId },
    });
  }
  live = await createLiveServer({
    db: test.db,
    url: test.url,
    authenticate: (headers) =>
      Promise.resolve({
        userId: headers.get('x-user') ?? '',
        sessionId: headers.get('x-session') ?? undefined,
      } as Caller),
  });
  server = http.createServer();
  server.on('upgrade', (request, socket, head) => live.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
}, 120_000);
afterAll(async () => {
  await live.close();
  server.closeAllConnections();
  server.close();
});

describe('ACC-1: no id opens another case (IDOR)', () => {
  it('every address of the API with an id in it is shut to outsiders of a confidential case, by every verb', async () => {
    const outsider = await person(test.db, 'Outsider');
    const { secret, hash } = newApiToken();
    await done(test.db, createToken, outsider, {
      userId: outsider.userId,
      name: 't',
      tokenHash: hash,
      scopes: ['read', 'write', 'admin'],
    });
    const ids = sets.get(true)?.ids ?? {};
    const open: string[] = [];
    let tried = 0;
    for (const [address, methods] of Object.entries(endpoints)) {
      const names = [...address.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '');
      if (!names.some((name) => name in ids && name !== 'userId')) continue;
      const params = Object.fromEntries(names.map((name) => [name, ids[name] ?? (name === 'number' ? '1' : newId())]));
      for (const method of Object.keys(methods) as ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[]) {
        tried += 1;
        const response = await serve(address)[method](
          new Request(`http://test/api/v1${address}`, {
            method,
            headers: { authorization: `Bearer ${secret}` },
            ...(method === 'GET' ? {} : { body: '{}' }),
          }),
          { params: Promise.resolve(params) },
        );
        // 422: the empty body was refused before anybody looked, which says nothing about the id either.
        if (![403, 404, 422].includes(response.status)) open.push(`${method} ${address}: ${response.status}`);
      }
    }
    expect(tried).toBeGreaterThan(20);
    expect(open).toEqual([]);
  }, 60_000);
});

/** The first answer about channel 1, or how the socket was closed. */
function said(who: Caller, message: object): Promise<string> {
  return new Promise((resolve) => {
    const headers = {
      'x-user': who.userId,
      ...(who.sessionId ? { 'x-session': who.sessionId } : {}),
      origin: `http://127.0.0.1:${port}`,
    };
    const ws = new WebSocket(`ws://127.0.0.1:${port}/live`, { headers });
    const end = (answer: string) => {
      ws.terminate();
      resolve(answer);
    };
    ws.on('unexpected-response', (_request, response) => end(String(response.statusCode)));
    ws.on('error', () => undefined);
    ws.on('open', () => ws.send(JSON.stringify(message)));
    ws.on('message', (data: Buffer, isBinary) => {
      if (isBinary) return;
      const answer = JSON.parse(data.toString()) as { t: string; ch?: number; code?: string; write?: boolean };
      if (answer.ch !== 1) return;
      end(
        answer.t === 'refused'
          ? (answer.code ?? 'refused')
          : answer.t === 'opened'
            ? `in ${answer.write ? 'write' : 'read'}`
            : 'in',
      );
    });
  });
}

describe('ACC-1: the live server', () => {
  it.each(['open', 'join source', 'join claim', 'follow'])(
    '%s: every role and state of account gets what the table says',
    async (kind) => {
      for (const [confidential, { ids, people }] of sets) {
        const messages: Record<string, object> = {
          open: { t: 'open', ch: 1, doc: ids['documentId'], schema: NOTE_SCHEMA_VERSION },
          'join source': { t: 'join', ch: 1, kind: 'source', id: ids['sourceId'], state: {} },
          'join claim': { t: 'join', ch: 1, kind: 'claim', id: ids['claimId'], state: {} },
          follow: { t: 'follow', ch: 1, investigationId: ids['investigationId'], after: 0 },
        };
        await Promise.all(
          standingNames.map(async (standing) => {
            const { account, case: role } = standings[standing];
            const reads = role !== null || (account !== 'member' && !confidential);
            const writes = role !== null && ['checker', 'editor', 'lead'].includes(role);
            const inside = kind === 'open' ? `in ${writes ? 'write' : 'read'}` : 'in';
            const shut = ['signed out', 'suspended lead'].includes(standing);
            const wanted = shut ? '401' : reads ? inside : 'not_found';
            const got = await said(people[standing], messages[kind] ?? {});
            expect(got, `${standing}, ${confidential ? 'confidential' : 'open'}`).toBe(wanted);
          }),
        );
      }
    },
  );

  it('ACC-6: a page of another site opens no socket (cross-site WebSocket)', async () => {
    const luz = await person(test.db, 'Luz');
    const status = await new Promise((resolve) => {
      const ws = new WebSocket(`ws://127.0.0.1:${port}/live`, {
        headers: { 'x-user': luz.userId, origin: 'https://evil.example', cookie: 'next-auth.session-token=x' },
      });
      ws.on('unexpected-response', (_request, response) => resolve(response.statusCode));
      ws.on('open', () => resolve('open'));
      ws.on('error', () => undefined);
    });
    expect(status).toBe(403);
  });
});
