/** What a person chooses to have told, as the beginnings of event types. */
export const choices = {
  all: [],
  claims: ['claim.', 'proposal.', 'review.', 'decision.', 'publication.', 'evidence.'],
  publications: ['publication.'],
  marks: ['annotation.', 'reply.'],
  sources: ['source.'],
} as const;
export type Choice = keyof typeof choices;
export const isChoice = (value: string): value is Choice => value in choices;

/** The choice that these types are; null for a set that somebody put together by the API. */
export const choiceOf = (types: readonly string[]): Choice | null =>
  Object.keys(choices)
    .filter(isChoice)
    .find((name) => choices[name].join() === types.join()) ?? null;
