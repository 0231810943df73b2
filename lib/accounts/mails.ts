import { createTranslator } from 'use-intl/core';
import { mailer } from '../platform/mail.ts';
import { logLine } from '../platform/log.ts';
import { messages } from '@/messages/index.ts';
import type { Locale } from '../platform/locales.rules.ts';

/** The address that stands in mails: never the one that a request claims to have been sent to. */
export const publicAddress = (): string | undefined => process.env.PUBLIC_URL?.replace(/\/$/u, '');

/** Whether a mail with a link can be sent at all. */
export const canMailLinks = (): boolean => mailer().configured && publicAddress() !== undefined;

type Kind = 'invitation' | 'reset' | 'newAddress' | 'addressChanged' | 'passwordChanged';

/** Sends one of the mails about accounts; false when it could not be handed over (which is logged without the address). */
export async function mailAbout(
  kind: Kind,
  to: string,
  path: string,
  { locale = 'en', name = '' }: { readonly locale?: Locale; readonly name?: string } = {},
): Promise<boolean> {
  const t = createTranslator({ locale, messages: messages[locale], namespace: 'accounts' });
  const link = `${publicAddress() ?? ''}${path}`;
  try {
    await mailer().send({ to, subject: t(`mail.${kind}.subject`), text: t(`mail.${kind}.text`, { link, name }) });
    return true;
  } catch (error) {
    logLine('warn', 'mail_not_sent', { kind, error: error instanceof Error ? error.message : String(error) });
    return false;
  }
}
