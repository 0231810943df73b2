import { z } from 'zod';

/** Whether names can be looked up here, and where they would be sent. */
export const lookupPlace = z.object({ host: z.string().nullable() });

/** What a service elsewhere knows under an entity's name. */
export const lookupView = z.object({
  service: z.string(),
  candidates: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      types: z.array(z.string()),
      score: z.number().nullable(),
      /** Where a person reads about it; null where the service does not say. */
      url: z.string().nullable(),
      /** Where the id is kept here. */
      property: z.enum(['wikidataId', 'sourceUrl']).nullable(),
      value: z.string(),
    }),
  ),
});
export type LookupView = z.infer<typeof lookupView>;
