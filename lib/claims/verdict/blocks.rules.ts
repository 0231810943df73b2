import type { CaseRole } from '../../platform/permissions.rules.ts';

/** What can stand in the way of an act on a claim: a code, for the screen's own language, and what goes into its sentence. */
export type Block =
  | { readonly code: 'role'; readonly role: CaseRole }
  | { readonly code: 'independent_missing'; readonly needed: number; readonly have: number }
  | { readonly code: 'checklist'; readonly missing: number }
  | { readonly code: 'reviews_missing'; readonly needed: number; readonly missing: number }
  | { readonly code: 'blind_open'; readonly needed: number }
  | { readonly code: PlainCode };

const plain = {
  no_evidence: 'A rating needs at least one piece of evidence. Add it first.',
  no_rationale: 'A rating needs a rationale. Write it first.',
  opinion: 'An opinion is not checked. Change the kind of the claim, or set it aside.',
  merged: 'It was merged into another claim. Undo the merge instead.',
  not_proposed: 'Nothing is proposed yet.',
  stale: 'Statement, evidence or rationale changed after the proposal. Send it back and propose again.',
  you_proposed: 'You proposed this rating. Somebody else signs it off.',
  you_wrote: 'You wrote in the rationale. Somebody else signs it off.',
  editor_decides: 'The reviews disagree. An editor or a lead decides, with a reason.',
  editor_reopens: 'Only an editor or a lead reopens a verdict.',
  confidential: 'This case is confidential. Nothing of it is published.',
  reply_missing: 'It accuses somebody, and nobody has recorded whether that person was asked. Ask first.',
  off_record: 'It rests on an off-record statement alone. Find evidence that can be shown.',
  basis_changed: 'What it rests on has changed since it was signed. Look at it: say that it still holds, or reopen it.',
  you_proposed_review: 'You proposed this rating. Somebody else reviews it.',
  you_wrote_review: 'You wrote in the rationale. Somebody else reviews it.',
  reviewed: 'You have reviewed this proposal.',
  reviews_closed: 'All the reviews that were asked for are in.',
} as const;
type PlainCode = keyof typeof plain;

/** The English sentence: what the API answers. */
export function blockWords(block: Block): string {
  switch (block.code) {
    case 'role':
      return `This takes the role of ${block.role} in the case, or above.`;
    case 'independent_missing':
      return `This case asks for ${block.needed} independent pieces of evidence; there ${block.have === 1 ? 'is' : 'are'} ${block.have}.`;
    case 'checklist':
      return `The checklist has ${block.missing} ${block.missing === 1 ? 'line' : 'lines'} left. Tick them first.`;
    case 'reviews_missing':
      return `This case asks for ${block.needed} independent reviews; ${block.missing} more before the sign-off.`;
    case 'blind_open':
      return `The reviews are blind. They are shown when all ${block.needed} are in; then it can be signed off.`;
    default:
      return plain[block.code];
  }
}

/** Refused because of who asks, not because of how things stand: 403 rather than 409. */
export const isAboutThePerson = (block: Block): boolean =>
  [
    'role',
    'you_proposed',
    'you_wrote',
    'you_proposed_review',
    'you_wrote_review',
    'editor_decides',
    'editor_reopens',
  ].includes(block.code);
