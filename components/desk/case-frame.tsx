'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useApi } from '@/components/data/use-api.ts';
import { useEvents } from '@/components/live/use-events.ts';
import { Chip } from '@/components/ui/chip.tsx';
import { PasteAnywhere } from '@/components/sources/paste-anywhere.tsx';
import { mayInCase } from '@/lib/platform/policy.rules.ts';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import { investigationView } from '@/lib/investigations/schema.ts';
import styles from './desk.module.css';

const tabs = [
  { label: 'Sources', path: '', count: (view: InvestigationView) => view.counts.sources },
  { label: 'Claims', path: '/claims', count: (view: InvestigationView) => view.counts.claims },
  { label: 'Entities', path: '/entities' },
  { label: 'People', path: '/people', count: (view: InvestigationView) => view.counts.members },
  { label: 'Activity', path: '/activity' },
] as const;

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
  useEvents(initial.id, () => void refetch());
  const pathname = usePathname();
  const base = `/investigations/${initial.id}`;
  return (
    <>
      <TopBar crumbs={[{ label: 'Investigations', href: '/' }, { label: data.title }]} />
      <main id="content" className={styles.page}>
        <div className={styles.caseHead}>
          <h1>{data.title}</h1>
          {data.confidential ? <Chip tone="bad">confidential</Chip> : null}
        </div>
        {data.brief ? <p className={styles.brief}>{data.brief}</p> : null}
        <nav className={styles.tabs} aria-label="Parts of this investigation">
          {tabs.map((tab) => {
            const here = pathname === `${base}${tab.path}`;
            return (
              <Link key={tab.label} href={`${base}${tab.path}`} aria-current={here ? 'page' : undefined}>
                {tab.label}
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
