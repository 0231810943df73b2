import nodemailer from 'nodemailer';
import { mailSettings } from './env.ts';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
}

export interface Mailer {
  /** Whether anything can be sent: without it, links are shown to the moderator and digests are not made. */
  readonly configured: boolean;
  /** Resolves when the mail server has taken it over; rejects with its words when it has not. */
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
}

export interface MailSettings {
  /** `smtps://user:password@host:465` or `smtp://host:587`. */
  readonly url: string;
  /** `Redthread <desk@example.org>` */
  readonly from: string;
}

const TIMEOUT_MS = 15_000;

/** A mailer for these settings; without any, one that is not configured and refuses to send. */
export function createMailer(settings: MailSettings | null): Mailer {
  if (!settings) {
    return {
      configured: false,
      send: () => Promise.reject(new Error('No mail server is set: SMTP_URL is empty.')),
      close: () => undefined,
    };
  }
  const transport = nodemailer.createTransport({
    url: settings.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A mail is made of words from the database: nothing in it may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    configured: true,
    send: async ({ to, subject, text, html }) => {
      await transport.sendMail({
        from: settings.from,
        to,
        subject: oneLine(subject),
        text,
        ...(html === undefined ? {} : { html }),
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      });
    },
    close: () => transport.close(),
  };
}

/** A line feed in a subject would begin another header. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 200);

let ours: Mailer | undefined;

/** The process's mailer, from SMTP_URL and MAIL_FROM. */
export function mailer(): Mailer {
  if (ours) return ours;
  const { SMTP_URL, MAIL_FROM } = mailSettings();
  ours = createMailer(SMTP_URL ? { url: SMTP_URL, from: MAIL_FROM } : null);
  return ours;
}

/** Tests bring their own. */
export function useMailer(replacement: Mailer): void {
  ours = replacement;
}
