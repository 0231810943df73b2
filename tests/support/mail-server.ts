import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  /** `smtp://127.0.0.1:port`, for SMTP_URL. */
  readonly url: string;
  /** What has arrived, as raw messages. */
  readonly received: readonly { readonly to: readonly string[]; readonly raw: string }[];
  /** Refuses the next messages with a temporary failure. */
  refuse: boolean;
  readonly close: () => Promise<void>;
}

/** A real SMTP server on a free port of loopback that keeps what it is sent. */
export async function startMailServer(): Promise<MailServer> {
  const received: { to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (state.refuse) {
          done(Object.assign(new Error('try again later'), { responseCode: 451 }));
          return;
        }
        const to = session.envelope.rcptTo.map((address) => address.address);
        received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const state: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuse: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return state;
}
