'use client';

import { useTranslations } from 'use-intl';
import { Chip } from '@/components/ui/chip.tsx';
import type { ClaimState } from '@/lib/claims/rules.ts';
import { stateLook } from '@/lib/claims/rules.ts';
import type { FlagView } from '@/lib/claims/schema.ts';
import { useScale } from './use-words.ts';

export function StateChip({ state }: { readonly state: ClaimState }) {
  const t = useTranslations('claims.state');
  const { tone, icon } = stateLook[state];
  return (
    <Chip tone={tone} icon={icon}>
      {t(state)}
    </Chip>
  );
}

export function RatingChip({ rating, proposed = false }: { readonly rating: string; readonly proposed?: boolean }) {
  const t = useTranslations('claims.chips');
  const { labelOf, lookOf } = useScale();
  const look = lookOf(rating);
  const label = labelOf(rating);
  return (
    <Chip tone={look?.tone ?? 'unsure'} icon={look?.icon ?? '?'}>
      {proposed ? t('proposed', { rating: label }) : label}
    </Chip>
  );
}

/** What its links, evidence and reviews imply about a claim (CLM-1). */
export function FlagChip({ flag }: { readonly flag: FlagView }) {
  const t = useTranslations('claims');
  const words = t(`flag.${flag.key}`);
  return (
    <Chip tone={flag.key === 'overdue' ? 'warn' : 'bad'} icon="!">
      {flag.claim ? t('page.flagWith', { flag: words, number: flag.claim.number }) : words}
    </Chip>
  );
}
