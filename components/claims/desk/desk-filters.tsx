'use client';

import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { useMe } from '@/components/desk/providers.tsx';
import { Select, TextInput } from '@/components/ui/field.tsx';
import type { DeskFilter } from '@/lib/claims/desk/rules.ts';
import { everything, orders, takes } from '@/lib/claims/desk/rules.ts';
import { claimStates, priorities } from '@/lib/claims/rules.ts';
import type { DeskView as DeskAnswer } from '@/lib/claims/desk/schema.ts';
import styles from '../claims.module.css';
import type { DeskView } from './desk-address.rules.ts';
import { SavedViews } from './saved-views.tsx';

interface FilterProps {
  readonly view: DeskView;
  readonly look: (view: DeskView) => void;
  readonly desk: DeskAnswer;
  readonly investigationId: string;
  readonly search: RefObject<HTMLInputElement | null>;
}

const quick: readonly {
  readonly key: 'all' | 'mine' | 'unassigned' | 'flagged' | 'overdue';
  readonly filter: Partial<DeskFilter>;
}[] = [
  { key: 'all', filter: {} },
  { key: 'mine', filter: { assignee: 'me', state: ['new', 'checking', 'in_review'] } },
  { key: 'unassigned', filter: { assignee: 'nobody', state: ['new', 'checking'] } },
  { key: 'flagged', filter: { flagged: true } },
  { key: 'overdue', filter: { overdue: true } },
];

/** Quick views with their counts, and every facet of the desk; all of it stands in the address. */
export function DeskFilters({ view, look, desk, investigationId, search }: FilterProps) {
  const t = useTranslations('claims');
  const me = useMe();
  const { filter } = view;
  const set = (more: Partial<DeskFilter>) => look({ ...view, filter: { ...filter, ...more } });
  const is = (one: Partial<DeskFilter>) =>
    JSON.stringify({ ...everything, ...one }) === JSON.stringify({ ...filter, q: '' });
  return (
    <>
      <div className={styles.filters} role="group" aria-label={t('desk.filters')}>
        {quick.map(({ key, filter: one }) => (
          <button
            key={key}
            type="button"
            aria-pressed={is(one)}
            onClick={() => look({ ...view, filter: { ...everything, ...one } })}
          >
            {t(`desk.${key}`)}{' '}
            <b>{desk.items.filter((claim) => takes({ ...everything, ...one }, claim, me.id)).length}</b>
          </button>
        ))}
        <span className={styles.grow} />
        {(['table', 'board', 'lanes'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={view.look === one} onClick={() => look({ ...view, look: one })}>
            {t(`desk.${one}`)}
          </button>
        ))}
      </div>
      <div className={styles.facets}>
        <TextInput
          ref={search}
          type="search"
          aria-label={t('desk.search')}
          placeholder={t('desk.search')}
          value={filter.q}
          onChange={(event) => set({ q: event.target.value })}
        />
        <Select
          aria-label={t('desk.state')}
          value={filter.state.length === 1 ? filter.state[0] : ''}
          onChange={(event) => set({ state: claimStates.filter((state) => state === event.target.value) })}
        >
          <option value="">{t('desk.anyState')}</option>
          {claimStates.map((state) => (
            <option key={state} value={state}>
              {t(`state.${state}`)} ({desk.items.filter((claim) => claim.state === state).length})
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('desk.person')}
          value={filter.assignee ?? ''}
          onChange={(event) => set({ assignee: event.target.value || null })}
        >
          <option value="">{t('desk.anyPerson')}</option>
          <option value="me">{t('desk.mine')}</option>
          <option value="nobody">{t('desk.unassigned')}</option>
          {desk.people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('desk.priority')}
          value={filter.priority.length === 1 ? filter.priority[0] : ''}
          onChange={(event) => set({ priority: priorities.filter((one) => one === event.target.value) })}
        >
          <option value="">{t('desk.anyPriority')}</option>
          {priorities.map((one) => (
            <option key={one} value={one}>
              {t(`priority.${one}`)}
            </option>
          ))}
        </Select>
        <Select
          aria-label={t('desk.order')}
          value={view.order}
          onChange={(event) => look({ ...view, order: orders.find((one) => one === event.target.value) ?? 'number' })}
        >
          {orders.map((one) => (
            <option key={one} value={one}>
              {t(`desk.orders.${one}`)}
            </option>
          ))}
        </Select>
        <SavedViews investigationId={investigationId} view={view} look={look} />
      </div>
    </>
  );
}
