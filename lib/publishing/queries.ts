import { z } from 'zod';
import { claimRef } from '../claims/schema.ts';
import { on } from '../platform/access.ts';
import { refuse } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { claimReview } from './claimreview.rules.ts';
import { readNewsroom } from './newsroom.ts';
import { isTombstone, readPublished } from './read.ts';
import { newsroomView } from './schema.ts';
import { publicSite } from './site.ts';

export const getNewsroom = query({
  name: 'newsroom.get',
  input: z.object({}),
  output: newsroomView,
  allow: () => on.workspace('newsroom.read'),
  run: ({ db }) => readNewsroom(db),
});

/** The data of the public page, for those who may read the case; not found until it is published (CLM-10). */
export const getClaimReview = query({
  name: 'claim.claimreview',
  input: claimRef,
  output: z.record(z.string(), z.unknown()),
  allow: ({ claimId }) => on.claim('investigation.read', claimId),
  run: async ({ db }, { claimId }) => {
    const page = await readPublished(db, claimId);
    if (!page || isTombstone(page)) refuse('not_found', 'This claim is not published.');
    return claimReview(page, publicSite(await readNewsroom(db), page));
  },
});
