'use client';

import type { ReactNode } from 'react';
import { createContext, useContext } from 'react';
import { useTranslations } from 'use-intl';
import { NoticeGate } from '@/components/admin/notice-gate.tsx';
import { QueryProvider } from '@/components/data/query-provider.tsx';
import { LiveProvider } from '@/components/live/live-provider.tsx';
import { ToastProvider } from '@/components/ui/toast.tsx';
import type { MeView } from '@/lib/accounts/schema.ts';
import type { GuideView } from '@/lib/guide/schema.ts';

const MeContext = createContext<MeView | null>(null);

interface Props {
  readonly me: MeView;
  /** null where there is no demo, and so nothing to guide through. */
  readonly guide: GuideView | null;
  /** The mark of the last redaction before this page was made. */
  readonly redacted: string | null;
  readonly children: ReactNode;
}

/** What every page behind the door stands on: who one is, the data, the live connection, the outbox. */
export function DeskProviders({ me, guide, redacted, children }: Props) {
  const t = useTranslations('common');
  return (
    <MeContext value={me}>
      {/* A guide that was asked for later would push the page down under somebody's pointer. */}
      <QueryProvider known={guide ? { '/guide': guide } : {}}>
        <ToastProvider>
          <LiveProvider me={me} redacted={redacted}>
            <a href="#content" className="skip-link">
              {t('skip')}
            </a>
            {children}
            <NoticeGate />
          </LiveProvider>
        </ToastProvider>
      </QueryProvider>
    </MeContext>
  );
}

/** Who is signed in; only below DeskProviders. */
export function useMe(): MeView {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe is for pages behind the door');
  return me;
}
