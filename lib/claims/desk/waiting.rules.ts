import type { ClaimState } from '../rules.ts';

/** What a claim waits for (CLM-9): a code for the screen's language, and whose turn it is. */
export const waits = [
  'somebody',
  'start',
  'evidence',
  'rationale',
  'rating',
  'new_proposal',
  'reviews',
  'adjudication',
  'sign_off',
  'publication',
  'correction',
  'nothing',
] as const;
export type Wait = (typeof waits)[number];

export interface WaitFacts {
  readonly state: ClaimState;
  readonly evidence: number;
  readonly hasRationale: boolean;
  readonly hasAssignee: boolean;
  readonly stale: boolean;
  /** Reviews still missing; in a blind review nobody is told, so it is all of them until they are shown. */
  readonly reviewsMissing: boolean;
  readonly disputed: boolean;
  readonly isPublic: boolean;
}

export function waitOf(claim: WaitFacts): Wait {
  switch (claim.state) {
    case 'new':
      return claim.hasAssignee ? 'start' : 'somebody';
    case 'checking':
      if (claim.evidence === 0) return 'evidence';
      return claim.hasRationale ? 'rating' : 'rationale';
    case 'in_review':
      if (claim.stale) return 'new_proposal';
      if (claim.reviewsMissing) return 'reviews';
      return claim.disputed ? 'adjudication' : 'sign_off';
    case 'verified':
      return claim.isPublic ? 'correction' : 'publication';
    case 'published':
    case 'set_aside':
      return 'nothing';
  }
}

const words: Record<Wait, string> = {
  somebody: 'nobody has it',
  start: 'a start',
  evidence: 'evidence',
  rationale: 'a rationale',
  rating: 'a rating',
  new_proposal: 'a new proposal: it changed',
  reviews: 'reviews',
  adjudication: 'a decision: the reviews disagree',
  sign_off: 'a second person',
  publication: 'publication',
  correction: 'a correction on its public page',
  nothing: '',
};
export const waitWords = (wait: Wait): string => words[wait];
