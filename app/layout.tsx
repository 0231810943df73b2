import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/opsz-italic.css';
import '@fontsource-variable/instrument-sans';
import './tokens.css';
import './global.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';

export const metadata: Metadata = { title: { default: 'Redthread', template: '%s · Redthread' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

const themes = ['light', 'dark', 'system'];

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get('theme')?.value ?? 'system';
  return (
    <html lang="en" data-theme={themes.includes(theme) ? theme : 'system'} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
