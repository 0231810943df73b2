import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/opsz-italic.css';
import '@fontsource-variable/instrument-sans';
import './tokens.css';
import './global.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Language } from '@/components/ui/language.tsx';
import { requestLanguage } from '@/lib/platform/i18n.ts';
import { messages } from '@/messages/index.ts';

export const metadata: Metadata = { title: { default: 'Redthread', template: '%s · Redthread' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

const themes = ['light', 'dark', 'system'];

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value ?? 'system';
  const { locale, timeZone } = await requestLanguage();
  return (
    <html lang={locale} data-theme={themes.includes(theme) ? theme : 'system'} suppressHydrationWarning>
      <body>
        <Language locale={locale} timeZone={timeZone} messages={messages[locale]}>
          {children}
        </Language>
      </body>
    </html>
  );
}
