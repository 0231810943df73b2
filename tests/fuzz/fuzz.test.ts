import { beforeAll, describe, expect, it } from 'vitest';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import { NOTE_SCHEMA_VERSION } from '@/lib/notes/schema-version.ts';
import type { Caller } from '@/lib/platform/access.ts';
import { liveServers } from '../live/servers.ts';
import type { Served } from '../live/servers.ts';
import { openClaimDocument } from '../live/stage.ts';
import { testDatabase } from '../support/database.ts';
import { joins, person } from '../support/people.ts';
import { converge } from './convergence.ts';
import { runCase, savedCases, storm } from './wire.attack.ts';

const test = testDatabase();
const { serve, connect } = liveServers(test);
let server: Served;
beforeAll(async () => {
  server = await serve({
    authenticate: (headers) => {
      const sessionId = headers.get('x-session');
      return Promise.resolve({ userId: headers.get('x-user') ?? '', ...(sessionId ? { sessionId } : {}) } as Caller);
    },
  });
});

it.each([11, 12, 13])(
  'LIV-2, LIV-8: over a bad line, with restarts, all copies and the log end alike (seed %i)',
  async (seed) => {
    expect((await converge(test.db, test.url, seed)).edits).toBeGreaterThan(20);
  },
  90_000,
);

async function stage() {
  const [luz, mo, eve] = [await person(test.db, 'Luz'), await person(test.db, 'Mo'), await person(test.db, 'Eve')];
  const { investigationId, documentId } = await openClaimDocument(test.db, luz);
  await joins(test.db, mo, investigationId, 'checker');
  await joins(test.db, eve, investigationId, 'viewer');
  const target = (who: Caller) => ({ port: server.port, userId: who.userId, documentId });
  const colleague = connect(server.port, luz).text(documentId, NOTE_SCHEMA_VERSION);
  await saved(colleague);
  return { mo, eve, documentId, target, colleague };
}

const saved = (text: LiveText) => expect.poll(() => text.status.get().kind, { timeout: 8000 }).toBe('saved');

const cases = savedCases();
describe.skipIf(cases.length === 0)(`LIV-5: ${cases.length} saved attacks on the wire`, () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s is refused and changes nothing', async (_name, one) => {
    const { mo, documentId, target, colleague } = await stage();
    const outcome = await runCase(target(mo), one);
    const refused = outcome.code !== null || outcome.heard.some((line) => line.includes('"refused"'));
    expect(refused).toBe(true);
    expect(await test.db.prisma.liveUpdate.count({ where: { documentId } })).toBe(0);
    colleague.doc.getText('t').insert(0, 'unharmed');
    await saved(colleague);
  });
});

it('LIV-4, LIV-5: mutated messages never crash it, never grow it, never write for a reader; colleagues notice nothing', async () => {
  const { mo, eve, target, colleague } = await stage();
  const result = await storm(test.db, { reader: target(eve), writer: target(mo) }, [colleague], 300, 5);
  expect(result.closed).toBeGreaterThan(10);
  expect(result.grown).toBeLessThan(150_000_000);
  await saved(colleague);
}, 90_000);
