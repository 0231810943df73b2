import type { CaseRole } from '../platform/policy.rules.ts';
import { atLeastCase } from '../platform/policy.rules.ts';

export const claimStates = ['new', 'checking', 'in_review', 'verified', 'published', 'set_aside'] as const;
export type ClaimState = (typeof claimStates)[number];

export const claimKinds = ['quantity', 'event', 'quote', 'identity', 'relation', 'prediction', 'opinion'] as const;
export type ClaimKind = (typeof claimKinds)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export const stances = ['supports', 'refutes', 'context'] as const;
export type Stance = (typeof stances)[number];

export const setAsideReasons = ['opinion', 'not_checkable', 'duplicate', 'not_worth_it'] as const;
export type SetAsideReason = (typeof setAsideReasons)[number];
export const setAsideWords: Record<SetAsideReason, string> = {
  opinion: 'It is an opinion',
  not_checkable: 'It cannot be checked',
  duplicate: 'We already have it',
  not_worth_it: 'Not worth the effort',
};

/** Workflow state and verdict are two things (CLM-12). Icon and words say what the colour says. */
export const stateLook: Record<ClaimState, { words: string; icon: string; tone: 'unsure' | 'note' | 'warn' | 'ok' }> = {
  new: { words: 'New', icon: '○', tone: 'unsure' },
  checking: { words: 'Checking', icon: '◔', tone: 'note' },
  in_review: { words: 'In review', icon: '◐', tone: 'warn' },
  verified: { words: 'Verified', icon: '●', tone: 'ok' },
  published: { words: 'Published', icon: '◉', tone: 'ok' },
  set_aside: { words: 'Set aside', icon: '–', tone: 'unsure' },
};

/** The default rating scale (CLM-7). `value` is 1 (false) to 5 (true); null where a number would mislead. */
export const ratings = [
  { key: 'true', words: 'True', value: 5, icon: '✓', tone: 'ok' },
  { key: 'mostly_true', words: 'Mostly true', value: 4, icon: '✓', tone: 'ok' },
  { key: 'mixed', words: 'Mixed', value: 3, icon: '◐', tone: 'warn' },
  { key: 'misleading', words: 'Misleading', value: null, icon: '!', tone: 'warn' },
  { key: 'mostly_false', words: 'Mostly false', value: 2, icon: '✗', tone: 'bad' },
  { key: 'false', words: 'False', value: 1, icon: '✗', tone: 'bad' },
  { key: 'unproven', words: 'Unproven', value: null, icon: '?', tone: 'unsure' },
  { key: 'void', words: 'Withdrawn', value: null, icon: '∅', tone: 'unsure' },
] as const;
export type Rating = (typeof ratings)[number]['key'];
export const ratingKeys: readonly Rating[] = ratings.map(({ key }) => key);
export const ratingLook = (key: string): (typeof ratings)[number] | undefined =>
  ratings.find((rating) => rating.key === key);

/** What the caller asks for; `reopened` is the way back from verified and set_aside. */
export const moves = ['checking', 'in_review', 'verified', 'set_aside', 'reopened'] as const;
export type Move = (typeof moves)[number];

/** Facts on which a move depends, gathered inside the transaction that makes it. */
export interface MoveFacts {
  readonly role: CaseRole | null;
  readonly state: ClaimState;
  readonly evidence: number;
  readonly hasRationale: boolean;
  /** null when nothing is proposed. */
  readonly proposal: null | {
    readonly isMine: boolean;
    readonly wroteRationale: boolean;
    /** Statement, evidence or rationale changed since (CLM-5). */
    readonly stale: boolean;
    /** Reviews by people other than the proposer and the one who acts now. */
    readonly otherReviews: number;
    /** Whether somebody's review, mine included, gives another rating. */
    readonly disputed: boolean;
  };
  /** Independent reviews that the case asks for; the person who signs off counts as one (CLM-6). */
  readonly reviewsNeeded: number;
}

type Fact = (facts: MoveFacts) => string | null;

interface Transition {
  readonly from: readonly ClaimState[];
  readonly move: Move;
  readonly to: ClaimState;
  readonly role: CaseRole;
  /** What the caller must bring. */
  readonly needs: readonly ('rating' | 'reason' | 'setAsideReason')[];
  /** Each gives the sentence that stands in the way, or null. */
  readonly facts: readonly Fact[];
  readonly words: string;
}

const hasEvidence: Fact = ({ evidence }) =>
  evidence > 0 ? null : 'A rating needs at least one piece of evidence. Add it first.';
const hasRationale: Fact = ({ hasRationale: has }) => (has ? null : 'A rating needs a rationale. Write it first.');
const isProposed: Fact = ({ proposal }) => (proposal ? null : 'Nothing is proposed yet.');
const isFresh: Fact = ({ proposal }) =>
  proposal?.stale
    ? 'Statement, evidence or rationale changed after the proposal. Send it back and propose again.'
    : null;
const notProposer: Fact = ({ proposal }) =>
  proposal?.isMine ? 'You proposed this rating. Somebody else signs it off.' : null;
const notAuthor: Fact = ({ proposal }) =>
  proposal?.wroteRationale ? 'You wrote in the rationale. Somebody else signs it off.' : null;
const enoughReviews: Fact = ({ proposal, reviewsNeeded }) => {
  const missing = reviewsNeeded - 1 - (proposal?.otherReviews ?? 0);
  return missing > 0
    ? `This case asks for ${reviewsNeeded} independent reviews; ${missing} more before the sign-off.`
    : null;
};
const editorDecidesDispute: Fact = ({ proposal, role }) =>
  proposal?.disputed && !(role && atLeastCase(role, 'editor'))
    ? 'The reviews disagree. An editor or a lead decides, with a reason.'
    : null;
const roleToReopen: Fact = ({ state, role }) =>
  state === 'verified' && !(role && atLeastCase(role, 'editor')) ? 'Only an editor or a lead reopens a verdict.' : null;

/** The one table of moves (CLM-2): commands, buttons, API and docs are made from it. `published` is not reachable yet. */
export const transitions: readonly Transition[] = [
  { from: ['new'], move: 'checking', to: 'checking', role: 'checker', needs: [], facts: [], words: 'Start checking' },
  {
    from: ['checking'],
    move: 'in_review',
    to: 'in_review',
    role: 'checker',
    needs: ['rating'],
    facts: [hasEvidence, hasRationale],
    words: 'Propose a rating',
  },
  {
    from: ['in_review'],
    move: 'verified',
    to: 'verified',
    role: 'checker',
    needs: [],
    facts: [isProposed, notProposer, notAuthor, isFresh, enoughReviews, editorDecidesDispute],
    words: 'Sign off',
  },
  {
    from: ['in_review'],
    move: 'checking',
    to: 'checking',
    role: 'checker',
    needs: ['reason'],
    facts: [],
    words: 'Send back to checking',
  },
  {
    from: ['new', 'checking', 'in_review'],
    move: 'set_aside',
    to: 'set_aside',
    role: 'checker',
    needs: ['setAsideReason'],
    facts: [],
    words: 'Set aside',
  },
  {
    from: ['verified', 'set_aside'],
    move: 'reopened',
    to: 'checking',
    role: 'checker',
    needs: ['reason'],
    facts: [roleToReopen],
    words: 'Reopen',
  },
];

export interface OfferedMove {
  readonly move: Move;
  readonly to: ClaimState;
  readonly words: string;
  readonly needs: Transition['needs'];
  /** Why not, or null when it may be done now. */
  readonly blocked: string | null;
}

export function transitionFor(state: ClaimState, move: Move): Transition | undefined {
  return transitions.find((transition) => transition.move === move && transition.from.includes(state));
}

/** Everything that leads on from here, each allowed or with the one sentence that stands in its way. */
export function movesFrom(facts: MoveFacts): readonly OfferedMove[] {
  return transitions
    .filter((transition) => transition.from.includes(facts.state))
    .map((transition) => ({
      move: transition.move,
      to: transition.to,
      words: transition.words,
      needs: transition.needs,
      blocked: blockedBy(transition, facts),
    }));
}

export function blockedBy(transition: Transition, facts: MoveFacts): string | null {
  if (!facts.role || !atLeastCase(facts.role, transition.role))
    return `This takes the role of ${transition.role} in the case, or above.`;
  for (const fact of transition.facts) {
    const sentence = fact(facts);
    if (sentence) return sentence;
  }
  return null;
}

/** Whom a claim waits for, in a few words for the table (CLM-9). */
export function waitingFor(claim: {
  state: ClaimState;
  evidence: number;
  hasRationale: boolean;
  assigneeName: string | null;
  stale: boolean;
}): string {
  switch (claim.state) {
    case 'new':
      return claim.assigneeName ? claim.assigneeName : 'nobody has it';
    case 'checking':
      if (claim.evidence === 0) return 'evidence';
      return claim.hasRationale ? 'a rating' : 'a rationale';
    case 'in_review':
      return claim.stale ? 'a new proposal: it changed' : 'a second person';
    case 'verified':
      return 'publication';
    case 'published':
    case 'set_aside':
      return '';
  }
}
