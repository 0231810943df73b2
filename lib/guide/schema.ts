import { z } from 'zod';
import { notedSteps, stepNames } from './rules.ts';

export const noteGuideInput = z
  .object({
    /** A step that the screen saw. */
    step: z.enum(notedSteps, { error: `One of: ${notedSteps.join(', ')}.` }).optional(),
    /** Puts the guide away, or brings it back; one that was gone through begins anew. */
    closed: z.boolean().optional(),
  })
  .refine(({ step, closed }) => step !== undefined || closed !== undefined, {
    message: 'Say a step, or whether the guide is closed.',
    path: ['step'],
  });

export const guideView = z.object({
  /** Null where there is no demo case, or not for the caller. */
  demo: z
    .object({
      investigationId: z.string(),
      /** Where the first act begins. */
      sourceId: z.string().nullable(),
      /** A verdict whose thread can be followed. */
      claimId: z.string().nullable(),
    })
    .nullable(),
  done: z.array(z.enum(stepNames)),
  closed: z.boolean(),
});
export type GuideView = z.infer<typeof guideView>;
