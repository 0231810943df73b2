import type { Locale } from '@/lib/platform/locales.rules.ts';
import en from './en/index.ts';
import es from './es/index.ts';

/** English is the form that every language has to fill: a missing key is a type error. */
export type Messages = typeof en;

export const messages: Readonly<Record<Locale, Messages>> = { en, es };

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
