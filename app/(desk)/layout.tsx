import type { ReactNode } from 'react';
import { DeskProviders } from '@/components/desk/providers.tsx';
import { askForPage } from '@/lib/api/page.ts';
import { hasDemo } from '@/lib/accounts/demo.ts';
import { getMe } from '@/lib/accounts/queries.ts';
import { getGuide } from '@/lib/guide/queries.ts';
import { getRedactionMark } from '@/lib/retention/redaction-mark.ts';

/** Everything behind the door: who one is, the live connection, the outbox. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const [me, guide, { mark }] = await Promise.all([
    askForPage(getMe, {}),
    hasDemo() ? askForPage(getGuide, {}) : null,
    askForPage(getRedactionMark, {}),
  ]);
  return (
    <DeskProviders me={me} guide={guide} redacted={mark}>
      {children}
    </DeskProviders>
  );
}
