import { Chip } from '@/components/ui/chip.tsx';
import type { RatingTone } from '@/lib/claims/rules.ts';
import { ratingTones } from '@/lib/claims/rules.ts';
import { labelOf } from '@/lib/publishing/claimreview.rules.ts';
import type { PublicRating } from '@/lib/publishing/schema.ts';

const toneOf = (tone: string): RatingTone => ratingTones.find((known) => known === tone) ?? 'unsure';

/** The rating as a reader sees it: colour, sign and words say the same. */
export function Verdict({
  rating,
  conclusion,
  locale,
}: {
  readonly rating: PublicRating;
  readonly conclusion: string | null;
  readonly locale: string;
}) {
  return (
    <Chip tone={toneOf(rating.tone)} icon={rating.icon}>
      {conclusion ?? labelOf(rating, locale)}
    </Chip>
  );
}
