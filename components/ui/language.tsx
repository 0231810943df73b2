'use client';

import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { IntlProvider } from 'use-intl';
import type { Locale } from '@/lib/platform/locales.rules.ts';
import type { Messages } from '@/messages/index.ts';

const YEAR = 31_536_000;

/** Kept in a cookie, so that the server writes the next page in the same language at once. */
export function keepLocale(locale: Locale): void {
  document.cookie = `locale=${locale}; path=/; max-age=${YEAR}; samesite=lax`;
}

export interface LanguageProps {
  readonly locale: Locale;
  /** As the server knows it: from the cookie of an earlier visit, else UTC. */
  readonly timeZone: string;
  readonly messages: Messages;
  readonly children: ReactNode;
}

/** What `useTranslations` and `useFormatter` read. The browser's own zone takes over once the page has come alive. */
export function Language({ locale, timeZone, messages, children }: LanguageProps) {
  const [zone, setZone] = useState(timeZone);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own && own !== timeZone) {
      document.cookie = `zone=${own}; path=/; max-age=${YEAR}; samesite=lax`;
      // eslint-disable-next-line react-hooks/set-state-in-effect -- the server cannot know it; hydration needs its value first
      setZone(own);
    }
  }, [timeZone]);
  return (
    <IntlProvider locale={locale} timeZone={zone} messages={messages}>
      {children}
    </IntlProvider>
  );
}
