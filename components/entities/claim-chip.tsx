import { RatingChip, StateChip } from '@/components/claims/claim-chips.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { claimStates } from '@/lib/claims/rules.ts';

/** The verdict where there is one, otherwise how far the work is. */
export function ClaimChip({ state, rating }: { readonly state: string; readonly rating: string | null }) {
  if (rating) return <RatingChip rating={rating} />;
  const known = claimStates.find((one) => one === state);
  return known ? <StateChip state={known} /> : <Chip>{state}</Chip>;
}
