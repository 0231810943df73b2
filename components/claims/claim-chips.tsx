'use client';

import Link from 'next/link';
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

interface RatingChipProps {
  readonly rating: string;
  readonly proposed?: boolean;
  /** The claim whose verdict it is: the chip opens its thread (CLM-11). */
  readonly thread?: string | undefined;
}

export function RatingChip({ rating, proposed = false, thread }: RatingChipProps) {
  const t = useTranslations('claims.chips');
  const { labelOf, lookOf } = useScale();
  const look = lookOf(rating);
  const label = labelOf(rating);
  const chip = (
    <Chip tone={look?.tone ?? 'unsure'} icon={look?.icon ?? '?'}>
      {proposed ? t('proposed', { rating: label }) : label}
    </Chip>
  );
  if (!thread || proposed) return chip;
  return (
    <Link href={`/claims/${thread}/thread`} title={t('thread')} prefetch={false}>
      {chip}
    </Link>
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
