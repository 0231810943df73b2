/** The case that a new installation brings along (seeds/metastasis.ts makes it under this id). */
export const DEMO_CASE = '0192f000-0000-7000-8000-00000000b001';

/**
 * The first five minutes (UX-4), each a real act. `by` says how it is noticed: from the trail, however and wherever it
 * was done; or, where an act leaves no line in the trail, by the screen that saw it.
 */
export const guideSteps = [
  { name: 'open', by: 'screen' },
  { name: 'claim', by: 'trail' },
  { name: 'together', by: 'screen' },
  { name: 'reply', by: 'trail' },
  { name: 'suggestion', by: 'trail' },
  { name: 'words', by: 'screen' },
] as const;
export type GuideStep = (typeof guideSteps)[number]['name'];

export const stepNames = guideSteps.map((step) => step.name);
/** Those that the screen has to tell. */
export const notedSteps = ['open', 'together', 'words'] as const satisfies readonly GuideStep[];
export type NotedStep = (typeof notedSteps)[number];

/** The step to take next; null when all have been taken. Steps may be taken in any order. */
export const nextStep = (done: readonly string[]): GuideStep | null =>
  stepNames.find((name) => !done.includes(name)) ?? null;
