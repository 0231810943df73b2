import Link from 'next/link';
import type { AnnotationView } from '../../lib/annotations/schema.ts';
import { ratingLook, stateLook } from '../../lib/claims/rules.ts';
import { Chip } from '../ui/chip.tsx';
import styles from './margin.module.css';

/** Where the claim stands and what it was rated; leads to its page, and from there to the thread of its verdict (CLM-11). */
export function ClaimChips({
  claim,
  linked,
}: {
  readonly claim: NonNullable<AnnotationView['claim']>;
  readonly linked: boolean;
}) {
  const state = stateLook[claim.state];
  const rating = ratingLook(claim.rating ?? claim.proposedRating ?? '');
  const chips = (
    <>
      <Chip tone={state.tone} icon={state.icon}>
        {claim.number > 0 ? `Claim ${claim.number}: ${state.words.toLowerCase()}` : state.words}
      </Chip>
      {rating ? (
        <Chip tone={rating.tone} icon={rating.icon}>
          {claim.rating ? rating.words : `${rating.words}, proposed`}
        </Chip>
      ) : null}
    </>
  );
  if (!linked) return chips;
  return (
    <Link href={`/claims/${claim.id}`} className={styles.chipLink}>
      {chips}
    </Link>
  );
}
