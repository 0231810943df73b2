import type { ClaimState } from '@/lib/claims/rules.ts';

interface Filterable {
  readonly state: ClaimState;
  readonly assignee: { readonly id: string } | null;
  readonly createdBy: { readonly id: string };
}

/** The views of the claims table, in the URL as `?show=`. */
export const claimFilters = [
  { key: 'all', label: 'All', takes: () => true },
  {
    key: 'mine',
    label: 'With me',
    takes: (claim: Filterable, me: string) =>
      claim.assignee?.id === me && claim.state !== 'verified' && claim.state !== 'set_aside',
  },
  { key: 'unchecked', label: 'Unchecked', takes: (claim: Filterable) => claim.state === 'new' },
  { key: 'checking', label: 'Checking', takes: (claim: Filterable) => claim.state === 'checking' },
  { key: 'review', label: 'In review', takes: (claim: Filterable) => claim.state === 'in_review' },
  {
    key: 'verified',
    label: 'Verified',
    takes: (claim: Filterable) => claim.state === 'verified' || claim.state === 'published',
  },
  { key: 'aside', label: 'Set aside', takes: (claim: Filterable) => claim.state === 'set_aside' },
] as const;
export type ClaimFilter = (typeof claimFilters)[number]['key'];

export const parseClaimFilter = (text: string | undefined): ClaimFilter =>
  claimFilters.find(({ key }) => key === text)?.key ?? 'all';
