import type { ClaimState, LinkKind } from '../rules.ts';
import { isUnderVerdict } from '../rules.ts';

/** What links and evidence imply about a claim, shown wherever the claim is (CLM-1). */
export const flagKeys = [
  'rests_on_refuted',
  'rests_on_reopened',
  'contradicts_true',
  'part_refuted',
  'duplicate_differs',
  'evidence_moved',
  'basis_changed',
  'stale',
  'disputed',
  'overdue',
  'reply_missing',
] as const;
export type FlagKey = (typeof flagKeys)[number];

/** A claim at the end of a link. `value`: 1 (false) to 5 (true) of its verdict, null where it has none or no number. */
export interface Linked {
  readonly state: ClaimState;
  readonly value: number | null;
  readonly rating: string | null;
  /** It has had a verdict, which is being checked again. */
  readonly reopened: boolean;
}

const isTrue = (claim: Linked): boolean => isUnderVerdict(claim.state) && (claim.value ?? 0) >= 4;
const isRefuted = (claim: Linked): boolean => isUnderVerdict(claim.state) && claim.value !== null && claim.value <= 2;

/** What one link implies about `own`, or null. `direction`: whether own points at the other or is pointed at. */
export function implied(kind: LinkKind, direction: 'to' | 'from', own: Linked, other: Linked): FlagKey | null {
  switch (kind) {
    case 'depends_on':
      if (direction === 'from') return null;
      if (isRefuted(other)) return 'rests_on_refuted';
      return isUnderVerdict(own.state) && other.reopened ? 'rests_on_reopened' : null;
    case 'contradicts':
      return isTrue(own) && isTrue(other) ? 'contradicts_true' : null;
    case 'part_of':
      // The whole is held to be true while one of its parts is not.
      return direction === 'from' && isTrue(own) && isRefuted(other) ? 'part_refuted' : null;
    case 'duplicate_of':
      return isUnderVerdict(own.state) && isUnderVerdict(other.state) && own.rating !== other.rating
        ? 'duplicate_differs'
        : null;
  }
}

/** Whether drawing from -> to would close a circle among links of the same kind. */
export function closesCircle(
  links: readonly { readonly fromId: string; readonly toId: string }[],
  from: string,
  to: string,
): boolean {
  const next = new Map<string, string[]>();
  for (const link of links) next.set(link.fromId, [...(next.get(link.fromId) ?? []), link.toId]);
  const seen = new Set<string>();
  const open = [to];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === from) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(next.get(id) ?? []));
  }
  return false;
}
