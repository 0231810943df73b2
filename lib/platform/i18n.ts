import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { createFormatter, createTranslator } from 'use-intl/core';
import type { NamespaceKeys, NestedKeyOf } from 'use-intl/core';
import type { Messages } from '@/messages/index.ts';
import { messages } from '@/messages/index.ts';
import type { Locale } from './locales.rules.ts';
import { chooseLocale, chooseTimeZone } from './locales.rules.ts';

/** The language and zone in which this request's page is written. */
export const requestLanguage = cache(async (): Promise<{ locale: Locale; timeZone: string }> => {
  const [kept, sent] = await Promise.all([cookies(), headers()]);
  return {
    locale: chooseLocale(kept.get('locale')?.value, sent.get('accept-language')),
    timeZone: chooseTimeZone(kept.get('zone')?.value),
  };
});

/** `const t = await getTranslations('door')`: for server components what `useTranslations` is for client ones. */
export async function getTranslations<const Area extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(area: Area) {
  const { locale, timeZone } = await requestLanguage();
  return createTranslator<Messages, Area>({ locale, timeZone, messages: messages[locale], namespace: area });
}

/** Dates, numbers and lists on the server, in the reader's language and zone. */
export async function getFormatter() {
  return createFormatter(await requestLanguage());
}
