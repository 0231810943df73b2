import { Chip } from '@/components/ui/chip.tsx';
import type { ClaimState } from '@/lib/claims/rules.ts';
import { ratingLook, stateLook } from '@/lib/claims/rules.ts';

export function StateChip({ state }: { readonly state: ClaimState }) {
  const { tone, icon, words } = stateLook[state];
  return (
    <Chip tone={tone} icon={icon}>
      {words}
    </Chip>
  );
}

export function RatingChip({ rating, proposed = false }: { readonly rating: string; readonly proposed?: boolean }) {
  const look = ratingLook(rating);
  return look ? (
    <Chip tone={look.tone} icon={look.icon}>
      {look.words}
      {proposed ? ', proposed' : ''}
    </Chip>
  ) : null;
}
