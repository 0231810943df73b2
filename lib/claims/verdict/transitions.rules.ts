import type { CaseRole } from '../../platform/permissions.rules.ts';
import { atLeastCase } from '../../platform/policy.rules.ts';
import type { Block } from './blocks.rules.ts';
import type { ClaimState } from '../rules.ts';

/**
 * What the caller asks for. `reopened` is the way back from a verdict and from set_aside; `unpublished` takes the public
 * page down and leaves a tombstone.
 */
export const moves = [
  'checking',
  'in_review',
  'verified',
  'published',
  'unpublished',
  'set_aside',
  'reopened',
] as const;
export type Move = (typeof moves)[number];

/** Facts on which a move depends, gathered inside the transaction that makes it. */
export interface MoveFacts {
  readonly role: CaseRole | null;
  readonly state: ClaimState;
  readonly isOpinion: boolean;
  readonly isMerged: boolean;
  readonly evidence: number;
  /** Independent origins among the evidence, and how many the case asks for (CLM-3). */
  readonly independent: number;
  readonly independentNeeded: number;
  readonly checklistMissing: number;
  readonly hasRationale: boolean;
  /** null when nothing is proposed. */
  readonly proposal: null | ProposalFacts;
  readonly isConfidential: boolean;
  /** An allegation in a case that wants people asked, and nobody was (CLM-15). */
  readonly replyMissing: boolean;
  /** Everything that it rests on is off the record. */
  readonly onlyOffRecord: boolean;
  /** A publication stands, of this verdict or of an earlier one. */
  readonly isPublic: boolean;
  /** What the verdict rests on has changed since it was signed or renewed (CLM-17). */
  readonly basisChanged: boolean;
  /** An earlier verdict was public: a new publication is a correction (CLM-10). */
  readonly wasPublic: boolean;
}

export interface ProposalFacts {
  readonly isMine: boolean;
  readonly wroteRationale: boolean;
  /** Statement, evidence or rationale changed since (CLM-5). */
  readonly stale: boolean;
  /** Independent reviews that the case asked for when it was proposed (CLM-6). */
  readonly reviewsNeeded: number;
  /** Reviews by people other than the one who acts now. */
  readonly otherReviews: number;
  readonly reviewed: boolean;
  readonly blind: boolean;
  /** Open reviews always are; blind ones when all are in. */
  readonly revealed: boolean;
  /** Whether somebody's review, mine included, gives another rating. Never true before the reviews are shown. */
  readonly disputed: boolean;
}

type Fact = (facts: MoveFacts) => Block | null;
export type Need = 'rating' | 'reason' | 'setAsideReason';

export interface Transition {
  readonly from: readonly ClaimState[];
  readonly move: Move;
  /** `same`: the state stays (a page is taken down while its claim is checked again). */
  readonly to: ClaimState | 'same';
  readonly role: CaseRole;
  /** What the caller must bring. */
  readonly needs: readonly Need[];
  /** When a reason is needed too. */
  readonly reasonWhen?: (facts: MoveFacts) => boolean;
  /** Where this is false the move makes no sense and is not offered. */
  readonly applies?: (facts: MoveFacts) => boolean;
  /** Each gives what stands in the way, or null. */
  readonly facts: readonly Fact[];
  readonly words: string;
}

const is =
  (
    code: Exclude<Block, { role: CaseRole } | { needed: number } | { missing: number }>['code'],
    holds: (facts: MoveFacts) => boolean,
  ): Fact =>
  (facts) =>
    holds(facts) ? { code } : null;

const independentEnough: Fact = ({ independent, independentNeeded }) =>
  independent < independentNeeded
    ? { code: 'independent_missing', needed: independentNeeded, have: independent }
    : null;
const checklistDone: Fact = ({ checklistMissing }) =>
  checklistMissing > 0 ? { code: 'checklist', missing: checklistMissing } : null;
const enoughReviews: Fact = ({ proposal }) => {
  if (!proposal) return null;
  if (proposal.blind && !proposal.revealed) return { code: 'blind_open', needed: proposal.reviewsNeeded };
  // Openly, whoever signs off has reviewed by signing.
  const missing = proposal.reviewsNeeded - 1 - proposal.otherReviews;
  return missing > 0 ? { code: 'reviews_missing', needed: proposal.reviewsNeeded, missing } : null;
};
const isEditor = (role: CaseRole | null): boolean => role !== null && atLeastCase(role, 'editor');

/** The one table of moves (CLM-2): commands, buttons, the API and docs/claim-states.md are made from it. */
export const transitions: readonly Transition[] = [
  {
    from: ['new'],
    move: 'checking',
    to: 'checking',
    role: 'checker',
    needs: [],
    facts: [is('opinion', (facts) => facts.isOpinion)],
    words: 'Start checking',
  },
  {
    from: ['checking'],
    move: 'in_review',
    to: 'in_review',
    role: 'checker',
    needs: ['rating'],
    facts: [
      is('opinion', (facts) => facts.isOpinion),
      is('no_evidence', (facts) => facts.evidence === 0),
      independentEnough,
      checklistDone,
      is('no_rationale', (facts) => !facts.hasRationale),
    ],
    words: 'Propose a rating',
  },
  {
    from: ['in_review'],
    move: 'verified',
    to: 'verified',
    role: 'checker',
    needs: [],
    reasonWhen: ({ proposal }) => proposal?.disputed ?? false,
    facts: [
      is('not_proposed', ({ proposal }) => !proposal),
      is('you_proposed', ({ proposal }) => proposal?.isMine ?? false),
      is('you_wrote', ({ proposal }) => proposal?.wroteRationale ?? false),
      is('stale', ({ proposal }) => proposal?.stale ?? false),
      enoughReviews,
      is('editor_decides', ({ proposal, role }) => (proposal?.disputed ?? false) && !isEditor(role)),
    ],
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
    from: ['verified'],
    move: 'published',
    to: 'published',
    role: 'editor',
    needs: [],
    reasonWhen: ({ wasPublic }) => wasPublic,
    facts: [
      is('confidential', (facts) => facts.isConfidential),
      is('reply_missing', (facts) => facts.replyMissing),
      is('off_record', (facts) => facts.onlyOffRecord),
      is('basis_changed', (facts) => facts.basisChanged),
    ],
    words: 'Publish',
  },
  {
    from: ['published'],
    move: 'unpublished',
    to: 'verified',
    role: 'editor',
    needs: ['reason'],
    facts: [],
    words: 'Take the page down',
  },
  {
    from: ['checking', 'in_review', 'verified', 'set_aside'],
    move: 'unpublished',
    to: 'same',
    role: 'editor',
    needs: ['reason'],
    applies: ({ isPublic }) => isPublic,
    facts: [],
    words: 'Take the page down',
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
    from: ['verified', 'published', 'set_aside'],
    move: 'reopened',
    to: 'checking',
    role: 'checker',
    needs: ['reason'],
    facts: [
      is('merged', (facts) => facts.isMerged),
      is('editor_reopens', ({ state, role }) => state !== 'set_aside' && !isEditor(role)),
    ],
    words: 'Reopen',
  },
];

export interface OfferedMove {
  readonly move: Move;
  readonly to: ClaimState;
  readonly words: string;
  readonly needs: readonly Need[];
  /** What stands in the way, or null when it may be done now. */
  readonly blocked: Block | null;
}

export const transitionFor = (state: ClaimState, move: Move): Transition | undefined =>
  transitions.find((transition) => transition.move === move && transition.from.includes(state));

export const targetOf = (transition: Transition, state: ClaimState): ClaimState =>
  transition.to === 'same' ? state : transition.to;

export const needsOf = (transition: Transition, facts: MoveFacts): readonly Need[] =>
  transition.reasonWhen?.(facts) ? [...transition.needs, 'reason'] : transition.needs;

/** Everything that leads on from here, each allowed or with what stands in its way. */
export const movesFrom = (facts: MoveFacts): readonly OfferedMove[] =>
  transitions
    .filter((transition) => transition.from.includes(facts.state) && (transition.applies?.(facts) ?? true))
    .map((transition) => ({
      move: transition.move,
      to: targetOf(transition, facts.state),
      words: transition.words,
      needs: needsOf(transition, facts),
      blocked: blockedBy(transition, facts),
    }));

export function blockedBy(transition: Transition, facts: MoveFacts): Block | null {
  if (!facts.role || !atLeastCase(facts.role, transition.role)) return { code: 'role', role: transition.role };
  for (const fact of transition.facts) {
    const block = fact(facts);
    if (block) return block;
  }
  return null;
}

/** What stands in the way of a review by this person, or null (CLM-6). */
export function reviewBlock(facts: MoveFacts): Block | null {
  const { proposal } = facts;
  if (facts.state !== 'in_review' || !proposal) return { code: 'not_proposed' };
  if (!facts.role || !atLeastCase(facts.role, 'checker')) return { code: 'role', role: 'checker' };
  if (proposal.isMine) return { code: 'you_proposed_review' };
  if (proposal.wroteRationale) return { code: 'you_wrote_review' };
  if (proposal.stale) return { code: 'stale' };
  if (proposal.reviewed) return { code: 'reviewed' };
  return proposal.blind && proposal.revealed ? { code: 'reviews_closed' } : null;
}
