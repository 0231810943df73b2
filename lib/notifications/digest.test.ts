import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createInvestigation, removeMember } from '@/lib/investigations/commands.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { Mailer } from '@/lib/platform/mail.ts';
import { createMailer } from '@/lib/platform/mail.ts';
import { testDatabase } from '@/tests/support/database.ts';
import type { MailServer } from '@/tests/support/mail-server.ts';
import { startMailServer } from '@/tests/support/mail-server.ts';
import { done, joins, person } from '@/tests/support/people.ts';
import { sealedSource } from '@/tests/support/sealed-source.ts';
import { markRead, setDigest } from './commands.ts';
import { sendDigests } from './digest.ts';
import { followTrail } from './follow.ts';

const test = testDatabase();
const HOUR = 3_600_000;

describe('the digest by mail', () => {
  let server: MailServer;
  let mail: Mailer;
  let luz: Caller;
  let mo: Caller;
  let caseId: string;
  let sourceId: string;
  let clock = Date.now() + 10 * 60_000;

  beforeAll(async () => {
    server = await startMailServer();
    mail = createMailer({ url: server.url, from: 'Redthread <desk@example.org>' });
    luz = await person(test.db, 'Luz');
    mo = await person(test.db, 'Mo');
    caseId = (await done(test.db, createInvestigation, luz, { title: 'The crane' })).id;
    await joins(test.db, mo, caseId, 'checker');
    sourceId = await sealedSource(test.db, luz, caseId, ['The port paid twice for one crane.']);
  });
  afterAll(async () => {
    mail.close();
    await server.close();
  });

  const mention = async (text: string) => {
    await done(test.db, createAnnotation, luz, { sourceId, kind: 'note', text, target: { quote: { exact: 'port' } } });
    await followTrail(test.db, caseId);
  };
  const round = () => sendDigests(test.db, mail, { now: new Date(clock), address: 'https://desk.example.org' });

  it('brings what is unread, once, with links, from any number of processes', async () => {
    await mention('@Mo is this\r\nBcc: eve@example.org right?');
    expect((await Promise.all([round(), round(), round()])).reduce((a, b) => a + b)).toBe(1);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.to[0]).toMatch(/^mo-/);
    expect(server.received[0]?.raw).toContain(`https://desk.example.org/sources/${sourceId}#m=`.slice(0, 40));
    expect(server.received[0]?.raw).not.toMatch(/^Bcc:/m);
    clock += 48 * HOUR;
    expect(await round()).toBe(0);
  });

  it('comes at most once a day, or an hour where so chosen, and in the language chosen', async () => {
    await done(test.db, setDigest, mo, { digest: 'hourly', locale: 'es' });
    await mention('@Mo dos');
    expect(await round()).toBe(1);
    expect(server.received.at(-1)?.raw).toMatch(/asunto te espera/);
    await mention('@Mo tres');
    expect(await round()).toBe(0);
    clock += HOUR;
    expect(await round()).toBe(1);
    await done(test.db, setDigest, mo, { digest: 'off' });
    await mention('@Mo cuatro');
    clock += 100 * HOUR;
    expect(await round()).toBe(0);
    await done(test.db, setDigest, mo, { digest: 'daily' });
    await done(test.db, markRead, mo, { all: true });
    expect(await round()).toBe(0);
  });

  it('is tried again when the mail server refuses', async () => {
    clock += 100 * HOUR;
    await mention('@Mo five');
    server.refuse = true;
    await expect(round()).rejects.toThrow();
    server.refuse = false;
    expect(await round()).toBe(1);
  });

  it('reaches the others when one address is refused', async () => {
    clock += 100 * HOUR;
    const ana = await person(test.db, 'Ana');
    await joins(test.db, ana, caseId, 'viewer');
    await mention('@Mo and @Ana');
    const to: string[] = [];
    const picky: Mailer = {
      ...mail,
      send: async (message) => {
        if (to.push(message.to) === 1) throw new Error('550 no such mailbox');
        await mail.send(message);
      },
    };
    const before = server.received.length;
    await expect(
      sendDigests(test.db, picky, { now: new Date(clock), address: 'https://desk.example.org' }),
    ).rejects.toThrow(/1 digests/);
    expect(to).toHaveLength(2);
    expect(server.received).toHaveLength(before + 1);
    expect(await round()).toBe(1);
  });

  it('never mails what may no longer be read', async () => {
    clock += 100 * HOUR;
    await mention('@Mo six');
    await done(test.db, removeMember, luz, { investigationId: caseId, userId: mo.userId });
    const before = server.received.length;
    expect(await round()).toBe(0);
    expect(server.received).toHaveLength(before);
  });
});
