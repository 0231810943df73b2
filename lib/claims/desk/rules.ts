import type { ClaimState, Priority } from '../rules.ts';
import type { Wait } from './waiting.rules.ts';

/** What the desk can be asked for (CLM-9); the same words stand in the address, in a saved view and in the API. */
export interface DeskFilter {
  readonly q: string;
  readonly state: readonly ClaimState[];
  /** A person's id, `me`, or `nobody`. */
  readonly assignee: string | null;
  readonly priority: readonly Priority[];
  readonly kind: string | null;
  readonly wait: Wait | null;
  /** Only claims with a flag: something that its links, evidence or reviews imply. */
  readonly flagged: boolean;
  readonly overdue: boolean;
}

export const everything: DeskFilter = {
  q: '',
  state: [],
  assignee: null,
  priority: [],
  kind: null,
  wait: null,
  flagged: false,
  overdue: false,
};

export interface DeskClaim {
  readonly number: number;
  readonly statement: string;
  readonly state: ClaimState;
  readonly priority: Priority;
  readonly kind: string | null;
  readonly assignee: { readonly id: string } | null;
  readonly dueAt: string | null;
  readonly stateSince: string;
  readonly wait: Wait;
  readonly checkWorthiness: number | null;
  readonly flags: readonly { readonly key: string }[];
}

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

export function takes(filter: DeskFilter, claim: DeskClaim, meId: string): boolean {
  const { q, state, assignee, priority, kind, wait } = filter;
  if (state.length > 0 && !state.includes(claim.state)) return false;
  if (priority.length > 0 && !priority.includes(claim.priority)) return false;
  if (kind !== null && claim.kind !== kind) return false;
  if (wait !== null && claim.wait !== wait) return false;
  if (filter.flagged && claim.flags.length === 0) return false;
  if (filter.overdue && !claim.flags.some((flag) => flag.key === 'overdue')) return false;
  if (assignee === 'nobody' && claim.assignee !== null) return false;
  if (assignee !== null && assignee !== 'nobody' && claim.assignee?.id !== (assignee === 'me' ? meId : assignee))
    return false;
  return (
    q === '' ||
    fold(q)
      .split(/\s+/u)
      .every((word) => fold(`${claim.number} ${claim.statement}`).includes(word))
  );
}

export const orders = ['number', 'priority', 'due', 'waiting', 'worth'] as const;
export type Order = (typeof orders)[number];
const rank: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };
const FAR = '9999';

/** Newest first unless asked otherwise; what has no date or no worth comes last. */
export function inOrder<Claim extends DeskClaim>(claims: readonly Claim[], order: Order): Claim[] {
  const key: Record<Order, (a: DeskClaim, b: DeskClaim) => number> = {
    number: () => 0,
    priority: (a, b) => rank[a.priority] - rank[b.priority],
    due: (a, b) => (a.dueAt ?? FAR).localeCompare(b.dueAt ?? FAR),
    waiting: (a, b) => a.stateSince.localeCompare(b.stateSince),
    worth: (a, b) => (b.checkWorthiness ?? -1) - (a.checkWorthiness ?? -1),
  };
  return [...claims].sort((a, b) => key[order](a, b) || b.number - a.number);
}

/** Whole days; never less than none, as two clocks may differ by a moment. */
export const daysSince = (since: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(since)) / 86_400_000));
