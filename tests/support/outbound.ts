import { randomBytes } from 'node:crypto';
import { createWebhook } from '@/lib/webhooks/commands.ts';
import { planDeliveries, sendDue } from '@/lib/webhooks/deliver.ts';
import { sendDigests } from '@/lib/notifications/digest.ts';
import { followTrail } from '@/lib/notifications/follow.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { Database } from '@/lib/platform/db.ts';
import type { Mailer } from '@/lib/platform/mail.ts';
import { createMailer } from '@/lib/platform/mail.ts';
import type { MailServer } from './mail-server.ts';
import { startMailServer } from './mail-server.ts';
import { done } from './people.ts';
import type { LocalWeb } from './web.ts';
import { localWeb } from './web.ts';

const HOOK = 'https://hooks.example.org/redthread';
/** A digest leaves out what came in the last minutes. */
const LATER_MS = 60 * 60_000;

/** All that leaves the house by itself: mail at a real SMTP server, and webhooks at a real receiver. */
export class Outbound {
  readonly #heard: { headers: string; body: string }[] = [];
  readonly #mail: Mailer;
  #web: LocalWeb | null = null;

  private constructor(
    readonly db: Database,
    readonly mailServer: MailServer,
  ) {
    this.#mail = createMailer({ url: mailServer.url, from: 'Redthread <desk@example.org>' });
  }

  static async open(db: Database): Promise<Outbound> {
    const outbound = new Outbound(db, await startMailServer());
    outbound.#web = await localWeb((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        outbound.#heard.push({ headers: JSON.stringify(request.headers), body });
        response.writeHead(200).end();
      });
    });
    return outbound;
  }

  /** From here on everything in the case is told to the receiver. */
  async listen(lead: Caller, investigationId: string): Promise<void> {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    await done(this.db, createWebhook, lead, { investigationId, url: HOOK, secret });
  }

  /** Sends what is due; what the receiver has heard of since the start, headers and bodies. */
  async webhooks(investigationId: string): Promise<readonly { readonly headers: string; readonly body: string }[]> {
    await planDeliveries(this.db, investigationId);
    const web = this.#web;
    if (!web) throw new Error('closed');
    const fetchUrl: LocalWeb['fetchUrl'] = (address, options) =>
      web.fetchUrl(address.replace(HOOK, web.page('/redthread')), options);
    while ((await sendDue(this.db, { fetchUrl, now: new Date() })) > 0);
    return this.#heard;
  }

  /** Sends the digests that are due an hour from now; all messages since the start, as one reads them. */
  async digests(investigationId: string): Promise<readonly { readonly to: string; readonly text: string }[]> {
    await followTrail(this.db, investigationId);
    await sendDigests(this.db, this.#mail, {
      now: new Date(Date.now() + LATER_MS),
      address: 'https://desk.example.org',
    });
    return this.mailServer.received.map(({ to, raw }) => ({
      to: to.join(),
      // Lines that quoted-printable has broken, and its signs.
      text: raw
        .replace(/=\r?\n/gu, '')
        .replace(/=([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    }));
  }

  async close(): Promise<void> {
    this.#mail.close();
    await this.mailServer.close();
    await this.#web?.close();
  }
}
