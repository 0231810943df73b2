/**
 * A small reference model of a claim on its way to a verdict, written from the rules in words and not from the table under
 * test: what must be allowed, and what it changes. See docs/verification.md.
 */
export type Role = 'annotator' | 'checker' | 'editor' | 'lead';

export interface ModelProposal {
  readonly by: string;
  readonly authors: ReadonlySet<string>;
  readonly revision: number;
  readonly words: number;
  readonly rating: string;
  readonly reviews: Map<string, string>;
  shown: boolean;
}

export interface ModelClaim {
  state: string;
  revision: number;
  evidence: number;
  /** How often somebody wrote in the rationale, and who. */
  words: number;
  writers: Set<string>;
  proposal: ModelProposal | null;
  isPublic: boolean;
  /** The verdict that is public, or was, is not the latest. */
  wasPublic: boolean;
  published: number;
  verdicts: number;
}

export interface Policy {
  readonly reviews: number;
  readonly blind: boolean;
}

export const fresh = (): ModelClaim => ({
  state: 'new',
  revision: 1,
  evidence: 0,
  words: 0,
  writers: new Set(),
  proposal: null,
  isPublic: false,
  wasPublic: false,
  published: 0,
  verdicts: 0,
});

export type Act =
  | { readonly kind: 'state' }
  | { readonly kind: 'add' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'write' }
  | { readonly kind: 'review'; readonly rating: string }
  | { readonly kind: 'move'; readonly to: string; readonly reason: string | null; readonly rating: string | null };

const checks = (role: Role) => role !== 'annotator';
const edits = (role: Role) => role === 'editor' || role === 'lead';
const closed = (claim: ModelClaim) => claim.state === 'verified' || claim.state === 'published';
export const isStale = (claim: ModelClaim, { revision, words }: ModelProposal): boolean =>
  revision !== claim.revision || words !== claim.words;

/** Whether the rules let this person do this now. */
export function may(claim: ModelClaim, who: string, role: Role, act: Act, policy: Policy): boolean {
  const { proposal } = claim;
  switch (act.kind) {
    case 'state':
    case 'add':
      return !closed(claim);
    case 'remove':
      return !closed(claim) && claim.evidence > 0;
    case 'write':
      return checks(role) && !closed(claim);
    case 'review':
      if (!checks(role) || claim.state !== 'in_review' || !proposal || isStale(claim, proposal)) return false;
      if (proposal.by === who || proposal.authors.has(who) || proposal.reviews.has(who)) return false;
      return !(policy.blind && proposal.shown);
    case 'move':
      return checks(role) && mayMove(claim, who, role, act, policy);
  }
}

function mayMove(
  claim: ModelClaim,
  who: string,
  role: Role,
  { to, reason, rating }: Extract<Act, { kind: 'move' }>,
  policy: Policy,
): boolean {
  const { proposal, state } = claim;
  switch (to) {
    case 'checking':
      return state === 'new' || (state === 'in_review' && reason !== null);
    case 'in_review':
      return state === 'checking' && claim.evidence > 0 && claim.words > 0 && rating !== null;
    case 'verified': {
      if (state !== 'in_review' || !proposal || isStale(claim, proposal)) return false;
      if (proposal.by === who || proposal.authors.has(who)) return false;
      if (policy.blind && !proposal.shown) return false;
      const others = [...proposal.reviews].filter(([person]) => person !== who);
      if (others.length < policy.reviews - 1) return false;
      const disputed = [...proposal.reviews.values()].some((one) => one !== proposal.rating);
      if (rating !== null && rating !== proposal.rating && !others.some(([, one]) => one === rating)) return false;
      return !disputed || (edits(role) && reason !== null);
    }
    case 'published':
      return state === 'verified' && edits(role) && (!claim.wasPublic || reason !== null);
    case 'unpublished':
      return claim.isPublic && edits(role) && reason !== null;
    case 'set_aside':
      return ['new', 'checking', 'in_review'].includes(state) && reason === 'opinion';
    case 'reopened':
      if (reason === null) return false;
      return state === 'set_aside' || (closed(claim) && edits(role));
    default:
      return false;
  }
}

/** What an act that happened has changed. */
export function happen(claim: ModelClaim, who: string, act: Act, policy: Policy): void {
  switch (act.kind) {
    case 'state':
      claim.revision += 1;
      return;
    case 'add':
      claim.evidence += 1;
      claim.revision += 1;
      return;
    case 'remove':
      claim.evidence -= 1;
      claim.revision += 1;
      return;
    case 'write':
      claim.words += 1;
      claim.writers.add(who);
      return;
    case 'review':
      claim.proposal?.reviews.set(who, act.rating);
      if (claim.proposal && claim.proposal.reviews.size >= policy.reviews) claim.proposal.shown = true;
      return;
    case 'move':
      moved(claim, who, act, policy);
  }
}

function moved(claim: ModelClaim, who: string, { to, rating }: Extract<Act, { kind: 'move' }>, policy: Policy): void {
  if (to === 'unpublished') {
    claim.isPublic = false;
    if (claim.state === 'published') claim.state = 'verified';
    return;
  }
  if (to === 'in_review')
    claim.proposal = {
      by: who,
      authors: new Set(claim.writers),
      revision: claim.revision,
      words: claim.words,
      rating: rating ?? '',
      reviews: new Map(),
      shown: !policy.blind,
    };
  else claim.proposal = null;
  if (to === 'verified') {
    claim.verdicts += 1;
    claim.wasPublic = claim.published > 0;
  }
  if (to === 'published') {
    claim.isPublic = true;
    claim.published += 1;
  }
  if (to === 'reopened') claim.revision += 1;
  claim.state = to === 'reopened' ? 'checking' : to;
}
