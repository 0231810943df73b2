'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useSoon } from '@/components/claims/use-soon.ts';
import { useApi } from '@/components/data/use-api.ts';
import { Guide } from '@/components/guide/guide.tsx';
import { MuteSwitch } from '@/components/inbox/inbox-settings.tsx';
import { useEvents } from '@/components/live/use-events.ts';
import { CaseHold } from '@/components/retention/case-hold.tsx';
import { CaseRedactions } from '@/components/retention/case-redactions.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { PasteAnywhere } from '@/components/sources/paste-anywhere.tsx';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { TopBar } from '@/components/ui/top-bar.tsx';
import { WhoSees } from '@/components/visibility/who-sees.tsx';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { investigationView } from '@/lib/investigations/schema.ts';
import styles from './desk.module.css';

const tabs = [
  { name: 'sources', path: '', count: (view: InvestigationView) => view.counts.sources },
  { name: 'marks', path: '/marks' },
  { name: 'claims', path: '/claims', count: (view: InvestigationView) => view.counts.claims },
  { name: 'entities', path: '/entities' },
  { name: 'network', path: '/network' },
  { name: 'timeline', path: '/timeline' },
  { name: 'people', path: '/people', count: (view: InvestigationView) => view.counts.members },
  { name: 'activity', path: '/activity' },
] as const;

/** On a phone the tabs are a strip: the one that is open stands in it, not beside it. */
function showTab(tab: HTMLAnchorElement | null): void {
  const strip = tab?.parentElement;
  if (strip && tab.offsetLeft + tab.offsetWidth > strip.offsetLeft + strip.clientWidth)
    strip.scrollLeft = tab.offsetLeft - strip.offsetLeft;
}

/** The frame of a case's own pages: its name, its question, its tabs. Follows the feed, so the counts are alive. */
export function CaseFrame({
  initial,
  children,
}: {
  readonly initial: InvestigationView;
  readonly children: ReactNode;
}) {
  const { data = initial, refetch } = useApi(`/investigations/${initial.id}`, investigationView, {
    initialData: initial,
  });
  const t = useTranslations('desk.case');
  // Five hundred claims from a list are as many events: one look is enough, and does not run into the limit of the API.
  const soon = useSoon(() => void refetch());
  useEvents(initial.id, soon);
  const pathname = usePathname();
  const base = `/investigations/${initial.id}`;
  return (
    <>
      <TopBar crumbs={[{ label: t('home'), href: '/' }, { label: data.title }]} />
      <Guide investigationId={initial.id} place="case" />
      <main id="content" className={styles.page}>
        <div className={styles.caseHead}>
          <h1>{data.title}</h1>
          {data.confidential ? <Chip tone="bad">{t('confidential')}</Chip> : null}
          <MuteSwitch investigationId={data.id} />
          <WhoSees type="investigation" id={data.id} />
          <CaseHold investigation={data} />
          <CaseRedactions investigation={data} />
        </div>
        {data.brief ? <p className={styles.brief}>{data.brief}</p> : null}
        <nav className={styles.tabs} aria-label={t('parts')}>
          {tabs.map((tab) => {
            const address = `${base}${tab.path}`;
            const here = pathname === address || (tab.path !== '' && pathname.startsWith(`${address}/`));
            return (
              <Link
                key={tab.name}
                href={address}
                aria-current={here ? 'page' : undefined}
                ref={here ? showTab : undefined}
              >
                {t(`tabs.${tab.name}`)}
                {'count' in tab ? <small>{tab.count(data)}</small> : null}
              </Link>
            );
          })}
        </nav>
        {children}
        {mayInCase(data.role, 'source.create') ? <PasteAnywhere investigationId={initial.id} /> : null}
      </main>
    </>
  );
}
