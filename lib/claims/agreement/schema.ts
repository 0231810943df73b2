import { z } from 'zod';
import { personView } from '../person.schema.ts';

const figureView = z.object({
  value: z.number().nullable(),
  why: z.enum(['nothing_compared', 'no_variation']).nullable(),
});
const measuredView = figureView.extend({ interval: z.object({ low: z.number(), high: z.number() }).nullable() });
const figuresView = z.object({
  /** Units that at least two people rated. */
  n: z.number(),
  percent: measuredView,
  fleiss: measuredView,
  alphaNominal: measuredView,
  alphaOrdinal: measuredView,
});
export const agreementView = z.object({
  overall: figuresView,
  pairs: z.array(z.object({ people: z.array(personView), n: z.number(), percent: measuredView, cohen: measuredView })),
  kinds: z.array(figuresView.extend({ key: z.string() })),
  months: z.array(figuresView.extend({ key: z.string() })),
});
export type AgreementView = z.infer<typeof agreementView>;
export type MeasuredView = z.infer<typeof measuredView>;
export const spanAgreementView = z.object({
  length: z.number(),
  people: z.array(personView),
  /** Krippendorff's unitizing alpha over all kinds. */
  alpha: figureView,
  kinds: z.array(z.object({ kind: z.string(), alpha: figureView })),
  pairs: z.array(
    z.object({ people: z.array(personView), exact: z.number().nullable(), overlap: z.number().nullable() }),
  ),
});
export type SpanAgreementView = z.infer<typeof spanAgreementView>;
