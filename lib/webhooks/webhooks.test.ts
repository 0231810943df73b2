import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { localWeb, type LocalWeb } from '../../tests/support/web.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { answer, done, joins, person } from '../../tests/support/people.ts';
import { sealedSource } from '../../tests/support/sealed-source.ts';
import { createAnnotation } from '../annotations/commands.ts';
import type { FetchUrl } from '../fetch/fetcher.ts';
import { fetcher } from '../fetch/fetcher.ts';
import { createInvestigation, removeMember, updateInvestigation } from '../investigations/commands.ts';
import { execute } from '../platform/command.ts';
import { createWebhook, redeliver, removeWebhook, rotateWebhook, tryWebhook, updateWebhook } from './commands.ts';
import { planDeliveries, RETRY_AFTER, sendDue, unplanned } from './deliver.ts';
import { listDeliveries, listWebhooks } from './queries.ts';

const test = testDatabase();
const HOOK = 'https://hooks.example.org/redthread';
const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let web: LocalWeb;
let received: Received[] = [];
let status = 200;
beforeAll(async () => {
  web = await localWeb((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(status, { location: web.page('/elsewhere') }).end('thanks');
    });
  });
});
afterAll(() => web.close());
beforeEach(async () => {
  await test.db.prisma.webhook.deleteMany();
  received = [];
  status = 200;
});
/** The public address of the other system leads to the server of this test. */
const fetchUrl: FetchUrl = (address, options) => web.fetchUrl(address.replace(HOOK, web.page('/redthread')), options);

async function stage() {
  const lead = await person(test.db, 'Lead');
  const { id: investigationId } = await done(test.db, createInvestigation, lead, { title: 'Harbour' });
  const secret = newSecret();
  const { id: webhookId } = await done(test.db, createWebhook, lead, { investigationId, url: HOOK, secret });
  const sourceId = await sealedSource(test.db, lead, investigationId, ['The port paid twice.']);
  const mark = (visibility: 'case' | 'private' = 'case') =>
    done(test.db, createAnnotation, lead, {
      sourceId,
      kind: 'note',
      text: 'zarzamora',
      visibility,
      target: { quote: { exact: 'paid twice' } },
    });
  const plan = () => planDeliveries(test.db, investigationId);
  let now = Date.now();
  const send = async (seconds = 0) => {
    now = Math.max(now, Date.now()) + seconds * 1000;
    return sendDue(test.db, { fetchUrl, now: new Date(now) });
  };
  const deliveries = async () => (await answer(test.db, listDeliveries, lead, { webhookId, limit: 200 })).items;
  const shown = async () => (await answer(test.db, listWebhooks, lead, { investigationId })).items[0];
  return { lead, investigationId, webhookId, sourceId, secret, mark, plan, send, deliveries, shown };
}

const settle = async (send: () => Promise<number>): Promise<void> => {
  while ((await send()) > 0);
};
const verify = (secret: string, { headers, body }: Received) =>
  new Webhook(secret).verify(body, {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  });

describe('ACC-7: webhooks', () => {
  it('tell what happened since they were made, signed, without a word of the case', async () => {
    const { investigationId, secret, mark, plan, send, deliveries } = await stage();
    const { id } = await mark();
    await plan();
    await settle(send);
    const told = received.map((one) => verify(secret, one)) as { type: string; data: Record<string, unknown> }[];
    expect(told.map(({ type }) => type).sort()).toEqual(['annotation.created', 'webhook.created']);
    expect(told.find(({ type }) => type === 'annotation.created')?.data).toMatchObject({
      investigationId,
      subject: { type: 'annotation', id },
    });
    expect(JSON.stringify(received)).not.toMatch(/zarzamora|paid twice|Harbour/u);
    expect((await deliveries()).every((one) => one.state === 'delivered' && one.status === 200)).toBe(true);
    // A body that somebody changed, or an old request sent again, is not believed.
    const [first] = received;
    if (!first) throw new Error('nothing came');
    expect(() => verify(secret, { ...first, body: first.body.replace('2', '3') })).toThrow();
    expect(() =>
      verify(secret, { ...first, headers: { ...first.headers, 'webhook-timestamp': String(Date.now() / 1000 - 600) } }),
    ).toThrow();
  });

  it('each event is delivered once, also when two processes work at once', async () => {
    const { mark, plan, send } = await stage();
    for (let n = 0; n < 5; n += 1) await mark();
    await Promise.all([plan(), plan(), plan()]);
    expect(await plan()).toBe(0);
    await Promise.all([settle(send), settle(send), settle(send)]);
    const ids = received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('what is for one person alone, or of a kind that nobody asked for, is not told', async () => {
    const { lead, webhookId, investigationId, mark, plan, deliveries } = await stage();
    await done(test.db, updateWebhook, lead, { webhookId, types: ['annotation.', 'investigation.updated'] });
    await mark('private');
    await mark();
    await done(test.db, updateInvestigation, lead, { investigationId, title: 'Port' });
    await plan();
    expect((await deliveries()).map(({ type }) => type)).toEqual(['investigation.updated', 'annotation.created']);
  });

  it('are tried again, later and later, and then given up; a person may send once more', async () => {
    const { lead, webhookId, send, deliveries } = await stage();
    const { id: deliveryId } = await done(test.db, tryWebhook, lead, { webhookId });
    status = 503;
    await send();
    expect(await send()).toBe(0);
    for (const seconds of RETRY_AFTER) expect(await send(seconds * 1.1)).toBe(1);
    expect(received).toHaveLength(RETRY_AFTER.length + 1);
    expect(new Set(received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([deliveryId]));
    expect(await deliveries()).toMatchObject([{ state: 'failed', status: 503, attempts: 10, nextAt: null }]);
    status = 204;
    await done(test.db, redeliver, lead, { deliveryId });
    expect(await send()).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'delivered', status: 204 }]);
  });

  it('go nowhere else: no redirect is followed, no inner address is asked', async () => {
    const { lead, investigationId, webhookId, deliveries } = await stage();
    await done(test.db, tryWebhook, lead, { webhookId });
    status = 302;
    await sendDue(test.db, { fetchUrl, now: new Date() });
    expect(received).toHaveLength(1);
    expect((await deliveries())[0]).toMatchObject({ state: 'waiting' });
    for (const url of ['https://127.0.0.1/x', 'https://[::1]/', 'https://metadata.internal/', 'http://example.com/'])
      expect(
        await execute(test.db, createWebhook, lead, { investigationId, url, secret: newSecret() }),
        url,
      ).toMatchObject({ error: { code: 'invalid_input' } });
    // A name that leads inside: refused when it is asked, in words.
    await sendDue(test.db, {
      fetchUrl: (_, options) => fetcher()('https://localtest.me/', options),
      now: new Date(Date.now() + 60_000),
    });
    const [after] = await deliveries();
    expect(after).toMatchObject({ state: 'waiting', attempts: 2 });
    expect(after?.problem).toBeTruthy();
  });

  it('stop when the receiver is gone, when they are paused, and when their lead is one no more', async () => {
    const { lead, investigationId, webhookId, mark, plan, send, shown, deliveries } = await stage();
    await plan();
    await settle(send);
    status = 410;
    await mark();
    await plan();
    await settle(send);
    expect(await shown()).toMatchObject({ pausedBecause: 'gone' });
    await mark();
    expect(await plan()).toBe(0);
    // Whoever sets it going again is told of what comes, not of what was.
    status = 200;
    await done(test.db, updateWebhook, lead, { webhookId, paused: false });
    await plan();
    expect((await deliveries())[0]).toMatchObject({ type: 'webhook.updated' });

    const second = await person(test.db, 'Second');
    await joins(test.db, second, investigationId, 'lead');
    await done(test.db, removeMember, second, { investigationId, userId: lead.userId });
    received = [];
    await plan();
    await settle(send);
    expect(received).toEqual([]);
    expect((await answer(test.db, listWebhooks, second, { investigationId })).items).toMatchObject([
      { pausedBecause: 'owner' },
    ]);
  });

  it('change their secret without a gap, and survive a change of the key at rest', async () => {
    const { lead, webhookId, secret, send } = await stage();
    const next = newSecret();
    await done(test.db, rotateWebhook, lead, { webhookId, secret: next });
    await done(test.db, tryWebhook, lead, { webhookId });
    await send();
    const [both] = received;
    if (!both) throw new Error('nothing came');
    verify(secret, both);
    verify(next, both);
    received = [];
    await done(test.db, tryWebhook, lead, { webhookId });
    // A day later only the new one signs. The check is this moment's: the receiver's clock stands at the sender's.
    await sendDue(test.db, { fetchUrl, now: new Date(Date.now() + 25 * 3_600_000) });
    expect(String(received[0]?.headers['webhook-signature']).split(' ')).toHaveLength(1);

    // As a process that was started with another key, and then one that has never seen the first.
    vi.stubEnv('AUTH_SECRET_PREVIOUS', process.env.AUTH_SECRET);
    vi.stubEnv('AUTH_SECRET', 'another secret for tests that is long enough');
    vi.resetModules();
    const { rotateSecrets } = await import('../accounts/rotate.ts');
    expect(await rotateSecrets(test.db)).toBe(1);
    expect(await rotateSecrets(test.db)).toBe(0);
    vi.stubEnv('AUTH_SECRET_PREVIOUS', undefined);
    vi.resetModules();
    const { sendDue: sendWithNewKey } = await import('./deliver.ts');
    received = [];
    await done(test.db, tryWebhook, lead, { webhookId });
    await sendWithNewKey(test.db, { fetchUrl, now: new Date() });
    const [last] = received;
    if (!last) throw new Error('nothing came');
    verify(next, last);
    vi.unstubAllEnvs();
    vi.resetModules();
    const stored = await test.db.prisma.webhook.findMany();
    expect(JSON.stringify(stored)).not.toContain('whsec_');
  });

  it('are the leads’ business; removing one forgets its deliveries; the trail names the host only', async () => {
    const { lead, investigationId, webhookId, plan } = await stage();
    const reader = await person(test.db, 'Reader');
    await joins(test.db, reader, investigationId, 'editor');
    expect(await execute(test.db, tryWebhook, reader, { webhookId })).toMatchObject({ error: { code: 'forbidden' } });
    expect(await unplanned(test.db)).toContain(investigationId);
    await plan();
    await done(test.db, removeWebhook, lead, { webhookId });
    expect(await test.db.prisma.webhookDelivery.count({ where: { webhookId } })).toBe(0);
    const events = await test.db.prisma.event.findMany({ where: { subjectId: webhookId } });
    expect(events.map(({ type }) => type)).toEqual(['webhook.created', 'webhook.removed']);
    expect(JSON.stringify(events)).not.toMatch(/whsec_|\/redthread/u);
  });
});
