import type { bases, RepliesShown, replyStatuses } from '../rules.ts';
import { replyStatuses as statuses } from '../rules.ts';

/** `unsaid`: readers learn that somebody was asked and nothing else. */
export const replyOutcomes = [...statuses, 'unsaid'] as const;

interface Recorded {
  readonly status: (typeof replyStatuses)[number];
  readonly basis: (typeof bases)[number] | null;
  readonly answer: string;
}

/**
 * What readers are told came of a request (CLM-15); null: nothing is told. What was not answered on the record is never told,
 * nor that there was an answer.
 */
export function outcomeForReaders(
  shown: RepliesShown,
  { status, basis, answer }: Recorded,
): { readonly outcome: (typeof replyOutcomes)[number]; readonly answer: string | null } | null {
  if (shown === 'no') return null;
  if (status !== 'answered') return { outcome: status, answer: null };
  if (basis !== 'on_record') return { outcome: 'unsaid', answer: null };
  return { outcome: 'answered', answer: shown === 'answer' ? answer : null };
}
