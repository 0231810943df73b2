import Link from 'next/link';
import type { AnnotationView } from '../../lib/annotations/schema.ts';
import type { Tone } from '../ui/chip.tsx';
import { Chip } from '../ui/chip.tsx';
import styles from './margin.module.css';

const states: Readonly<Record<string, { readonly words: string; readonly tone: Tone; readonly icon: string }>> = {
  new: { words: 'New', tone: 'unsure', icon: '○' },
  checking: { words: 'Checking', tone: 'note', icon: '◔' },
  in_review: { words: 'In review', tone: 'warn', icon: '◐' },
  verified: { words: 'Verified', tone: 'ok', icon: '●' },
  published: { words: 'Published', tone: 'ok', icon: '●' },
  set_aside: { words: 'Set aside', tone: 'unsure', icon: '–' },
};

const ratingWords = (rating: string): string => {
  const words = rating.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Where the claim stands and what it was rated; leads to its page, and from there to the thread of its verdict (CLM-11). */
export function ClaimChips({
  claim,
  linked,
}: {
  readonly claim: NonNullable<AnnotationView['claim']>;
  readonly linked: boolean;
}) {
  const state = states[claim.state] ?? { words: claim.state, tone: 'unsure', icon: '○' };
  const chips = (
    <>
      <Chip tone={state.tone} icon={state.icon}>
        {claim.number > 0 ? `Claim ${claim.number}: ${state.words.toLowerCase()}` : state.words}
      </Chip>
      {claim.rating ? (
        <Chip tone="ok" icon="✓">
          {ratingWords(claim.rating)}
        </Chip>
      ) : claim.proposedRating ? (
        <Chip icon="✓">{ratingWords(claim.proposedRating)}, proposed</Chip>
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
