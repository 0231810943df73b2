export const claimStates = ['new', 'checking', 'in_review', 'verified', 'published', 'set_aside'] as const;
export type ClaimState = (typeof claimStates)[number];

export const claimKinds = ['quantity', 'event', 'quote', 'identity', 'relation', 'prediction', 'opinion'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** Why a claim is worth checking: offered beside free words. */
export const checkReasons = ['harm', 'reach', 'public_interest', 'surprising', 'central', 'disputed'] as const;
export const linkKinds = ['duplicate_of', 'contradicts', 'depends_on', 'part_of'] as const;
export type LinkKind = (typeof linkKinds)[number];
export const strengths = ['weak', 'moderate', 'strong'] as const;
export const bases = ['on_record', 'background', 'off_record'] as const;
export type Basis = (typeof bases)[number];
export const replyStatuses = ['asked', 'answered', 'declined', 'no_answer'] as const;
/** Whether readers are told who was asked for a reply: not at all, what came of it, or with the answer's words (CLM-15). */
export const repliesShown = ['no', 'outcome', 'answer'] as const;
export type RepliesShown = (typeof repliesShown)[number];

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];
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
/** A key of the workspace's scale; which keys there are is in the table "Rating". */
export type Rating = string;
/** How a rating of the default scale looks, where the workspace's own scale is not at hand. */
export const ratingLook = (key: string): (typeof ratings)[number] | undefined =>
  ratings.find((rating) => rating.key === key);

export const ratingTones = ['ok', 'warn', 'bad', 'unsure'] as const;
export type RatingTone = (typeof ratingTones)[number];

export const isUnderVerdict = (state: ClaimState): boolean => state === 'verified' || state === 'published';
