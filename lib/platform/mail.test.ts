import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MailServer } from '@/tests/support/mail-server.ts';
import { startMailServer } from '@/tests/support/mail-server.ts';
import { createMailer } from './mail.ts';

describe('the mailer', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer();
  });
  afterAll(() => server.close());

  it('hands a mail to the server that is set, in any language', async () => {
    const mail = createMailer({ url: server.url, from: 'Redthread <desk@example.org>' });
    await mail.send({
      to: 'ines@example.org',
      subject: 'Señal\r\nBcc: eve@example.org',
      text: 'Qué tal',
      html: '<p>Qué tal</p>',
    });
    mail.close();
    const [message] = server.received;
    expect(message?.to).toEqual(['ines@example.org']);
    // What looked like another header is part of the subject.
    expect(message?.raw).not.toMatch(/^Bcc:/m);
    expect(message?.raw).toMatch(/^Auto-Submitted: auto-generated/m);
  });

  it('says so when the server does not take it', async () => {
    server.refuse = true;
    const mail = createMailer({ url: server.url, from: 'desk@example.org' });
    await expect(mail.send({ to: 'ines@example.org', subject: 'x', text: 'x' })).rejects.toThrow(/try again later/);
    mail.close();
    server.refuse = false;
  });

  it('sends nothing where no server is set', async () => {
    const mail = createMailer(null);
    expect(mail.configured).toBe(false);
    await expect(mail.send({ to: 'a@example.org', subject: 'x', text: 'x' })).rejects.toThrow(/SMTP_URL/);
  });
});
