import type { DeskFilter, Order } from '@/lib/claims/desk/rules.ts';
import { everything, orders } from '@/lib/claims/desk/rules.ts';
import { claimKinds, claimStates, priorities } from '@/lib/claims/rules.ts';
import { waits } from '@/lib/claims/desk/waiting.rules.ts';

/** How the desk is looked at: what it shows, in which order, as what. */
export interface DeskView {
  readonly filter: DeskFilter;
  readonly order: Order;
  readonly look: 'table' | 'board' | 'lanes';
}

const looks = ['table', 'board', 'lanes'] as const;
const oneOf = <Value extends string>(from: readonly Value[], text: string | null): Value | null =>
  from.find((value) => value === text) ?? null;
const someOf = <Value extends string>(from: readonly Value[], text: string | null): Value[] =>
  (text ?? '').split(',').flatMap((one) => oneOf(from, one) ?? []);

/** From the address; what it does not know it leaves out. */
export function parseDesk(query: string): DeskView {
  const from = new URLSearchParams(query);
  return {
    filter: {
      q: from.get('q') ?? '',
      state: someOf(claimStates, from.get('state')),
      assignee: from.get('assignee'),
      priority: someOf(priorities, from.get('priority')),
      kind: oneOf(claimKinds, from.get('kind')),
      wait: oneOf(waits, from.get('wait')),
      flagged: from.get('flagged') === 'true',
      overdue: from.get('overdue') === 'true',
    },
    order: oneOf(orders, from.get('order')) ?? 'number',
    look: oneOf(looks, from.get('look')) ?? 'table',
  };
}

/** The address of a view: only what differs from everything. */
export function deskAddress({ filter, order, look }: DeskView): string {
  const to = new URLSearchParams();
  if (filter.q) to.set('q', filter.q);
  if (filter.state.length > 0) to.set('state', filter.state.join(','));
  if (filter.assignee) to.set('assignee', filter.assignee);
  if (filter.priority.length > 0) to.set('priority', filter.priority.join(','));
  if (filter.kind) to.set('kind', filter.kind);
  if (filter.wait) to.set('wait', filter.wait);
  if (filter.flagged) to.set('flagged', 'true');
  if (filter.overdue) to.set('overdue', 'true');
  if (order !== 'number') to.set('order', order);
  if (look !== 'table') to.set('look', look);
  return to.toString();
}

export const wholeDesk: DeskView = { filter: everything, order: 'number', look: 'table' };
