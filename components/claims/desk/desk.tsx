'use client';

import Link from 'next/link';
import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApi } from '@/components/data/use-api.ts';
import { useMe } from '@/components/desk/providers.tsx';
import { useEvents } from '@/components/live/use-events.ts';
import { Button, LinkButton } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { inOrder, takes } from '@/lib/claims/desk/rules.ts';
import type { DeskView as DeskAnswer } from '@/lib/claims/desk/schema.ts';
import { deskView } from '@/lib/claims/desk/schema.ts';
import { BulkBar } from './bulk-bar.tsx';
import styles from '../claims.module.css';
import type { DeskView } from './desk-address.rules.ts';
import { deskAddress, parseDesk } from './desk-address.rules.ts';
import { DeskBoard } from './desk-board.tsx';
import { DeskFilters } from './desk-filters.tsx';
import { DeskTable } from './desk-table.tsx';
import { NewClaim } from './new-claim.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { useSoon } from '../use-soon.ts';

interface DeskProps {
  readonly investigationId: string;
  readonly initial: DeskAnswer;
  /** What stood in the address. */
  readonly query: string;
  readonly mayCreate: boolean;
}

/** The desk of a case (CLM-9): board and table on one answer, filtered here, alive, and worked by keyboard throughout. */
export function Desk({ investigationId, initial, query, mayCreate }: DeskProps) {
  const t = useTranslations('claims.desk');
  const me = useMe();
  const [view, setView] = useState(() => parseDesk(query));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const [creating, setCreating] = useState<'one' | 'list' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const bulk = useRef<HTMLDivElement>(null);
  const { data = initial, refetch } = useApi(`/investigations/${investigationId}/desk`, deskView, {
    initialData: initial,
  });
  // Many events at once (a bulk act, an import) ask once.
  const soon = useSoon(() => void refetch());
  useEvents(investigationId, (event) => {
    if (/^(claim|evidence|proposal|decision|reviews?|reply|publication|annotation)\./.test(event.type)) soon();
  });
  const shown = useMemo(
    () => inOrder(data.items, view.order).filter((claim) => takes(view.filter, claim, me.id)),
    [data.items, view, me.id],
  );

  const look = (next: DeskView) => {
    setView(next);
    const address = deskAddress(next);
    window.history.replaceState(null, '', address ? `?${address}` : window.location.pathname);
  };
  const toggle = (id: string) =>
    setChosen((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  useDeskKeys({
    ids: shown.map((claim) => claim.id),
    at,
    setAt,
    toggle,
    clear: () => setChosen(new Set()),
    find: () => search.current?.focus(),
    act: (name) => {
      if (at && chosen.size === 0) toggle(at);
      requestAnimationFrame(() => bulk.current?.querySelector<HTMLElement>(`[data-act="${name}"]`)?.focus());
    },
    create: () => (mayCreate ? setCreating('one') : undefined),
    flip: () => look({ ...view, look: view.look === 'table' ? 'board' : 'table' }),
  });

  const parts = { claims: shown, at, chosen, toggle, mayChange: mayCreate };
  return (
    <>
      <DeskFilters view={view} look={look} desk={data} investigationId={investigationId} search={search} />
      <div className={styles.filters}>
        <span aria-live="polite">{t('count', { count: shown.length, total: data.total })}</span>
        <span className={styles.grow} />
        <LinkButton variant="quiet" href={`/investigations/${investigationId}/claims/agreement`}>
          {t('agreement')}
        </LinkButton>
        <LinkButton variant="quiet" href={`/investigations/${investigationId}/claims/stories`}>
          {t('stories')}
        </LinkButton>
        <LinkButton variant="quiet" href={`/investigations/${investigationId}/claims/rules`}>
          {t('rules')}
        </LinkButton>
        {mayCreate ? (
          <>
            <Button onClick={() => setCreating('list')}>{t('fromList')}</Button>
            <Button onClick={() => setCreating('one')} keys="n">
              {t('newClaim')}
            </Button>
          </>
        ) : null}
      </div>
      {chosen.size > 0 ? (
        <BulkBar
          ref={bulk}
          investigationId={investigationId}
          claimIds={[...chosen]}
          people={data.people}
          onDone={() => {
            setChosen(new Set());
            void refetch();
          }}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
      {shown.length === 0 ? (
        <EmptyState title={data.total === 0 ? t('empty') : t('emptyView')}>
          <p>{t('emptyHint')}</p>
        </EmptyState>
      ) : view.look === 'table' ? (
        <DeskTable {...parts} />
      ) : (
        <DeskBoard {...parts} lanes={view.look === 'lanes'} people={data.people} />
      )}
      <details className={styles.keys}>
        <summary>{t('keys')}</summary>
        <p>{t('keysList')}</p>
      </details>
      <MyDayLink />
      {creating ? (
        <NewClaim
          investigationId={investigationId}
          fromList={creating === 'list'}
          onClose={() => {
            setCreating(null);
            void refetch();
          }}
        />
      ) : null}
    </>
  );
}

function MyDayLink() {
  const t = useTranslations('claims.day');
  return (
    <p>
      <Link href="/my-day">{t('title')}</Link>
    </p>
  );
}
