import { blockWords } from '../lib/claims/verdict/blocks.rules.ts';
import type { ClaimState } from '../lib/claims/rules.ts';
import { claimStates } from '../lib/claims/rules.ts';
import type { MoveFacts } from '../lib/claims/verdict/transitions.rules.ts';
import { blockedBy, transitions } from '../lib/claims/verdict/transitions.rules.ts';

const proposal: NonNullable<MoveFacts['proposal']> = {
  isMine: false,
  wroteRationale: false,
  stale: false,
  reviewsNeeded: 1,
  otherReviews: 1,
  reviewed: false,
  blind: false,
  revealed: true,
  disputed: false,
};
const good: MoveFacts = {
  role: 'lead',
  state: 'new',
  isOpinion: false,
  isMerged: false,
  evidence: 2,
  independent: 2,
  independentNeeded: 2,
  checklistMissing: 0,
  hasRationale: true,
  proposal,
  isConfidential: false,
  replyMissing: false,
  onlyOffRecord: false,
  basisChanged: false,
  isPublic: true,
  wasPublic: false,
};

/** Each way in which things can stand badly: what the table says about it is asked of the table itself. */
const troubles: Partial<MoveFacts>[] = [
  { isOpinion: true },
  { isMerged: true },
  { evidence: 0 },
  { independent: 1 },
  { checklistMissing: 2 },
  { hasRationale: false },
  { proposal: null },
  { proposal: { ...proposal, isMine: true } },
  { proposal: { ...proposal, wroteRationale: true } },
  { proposal: { ...proposal, stale: true } },
  { proposal: { ...proposal, reviewsNeeded: 2, otherReviews: 0 } },
  { proposal: { ...proposal, blind: true, revealed: false, reviewsNeeded: 2 } },
  { role: 'checker', proposal: { ...proposal, disputed: true } },
  { role: 'checker', state: 'verified' },
  { isConfidential: true },
  { replyMissing: true },
  { onlyOffRecord: true },
  { basisChanged: true },
];

/** docs/claim-states.md, made from the one table of moves (CLM-2). */
export function claimStatesDocument(): string {
  const rows = transitions.map((transition) => {
    const inTheWay = troubles.flatMap((trouble) => {
      const block = blockedBy(transition, { ...good, ...trouble });
      return block && block.code !== 'role' ? [blockWords(block)] : [];
    });
    const needs = [
      ...transition.needs,
      ...(transition.reasonWhen ? ['reason, where the reviews disagree or a page was public'] : []),
    ];
    const from = transition.from.map((state) => `\`${state}\``).join(', ');
    const to = transition.to === 'same' ? 'stays' : `\`${transition.to}\``;
    return `| ${from} | \`${transition.move}\` | ${to} | ${transition.words} | ${transition.role} | ${needs.join(', ') || '—'} | ${[...new Set(inTheWay)].join('<br>') || '—'} |`;
  });
  const reached = (state: ClaimState) => transitions.some((one) => one.to === state) || state === 'new';
  return `# How a claim moves

Made from \`lib/claims/verdict/transitions.rules.ts\` by \`npm run docs\`; a test fails when they differ. The buttons of a claim's page,
\`POST /claims/{id}/transitions\` and this page come from the same table; every guard is asked inside the transaction
that makes the move. States: ${claimStates.filter(reached).join(', ')}.

| from | move | to | in words | least role | needs | what can stand in the way |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
