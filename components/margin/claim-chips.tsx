import Link from 'next/link';
import { useLocale, useTranslations } from 'use-intl';
import type { AnnotationView } from '../../lib/annotations/schema.ts';
import { stateLook } from '../../lib/claims/rules.ts';
import { RatingChip } from '../claims/claim-chips.tsx';
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
  const t = useTranslations('margin');
  const states = useTranslations('claims.state');
  const locale = useLocale();
  const { tone, icon } = stateLook[claim.state];
  const state = states(claim.state);
  const rating = claim.rating ?? claim.proposedRating;
  const chips = (
    <>
      <Chip tone={tone} icon={icon}>
        {claim.number > 0 ? t('claimState', { number: claim.number, state: state.toLocaleLowerCase(locale) }) : state}
      </Chip>
      {rating ? <RatingChip rating={rating} proposed={!claim.rating} /> : null}
    </>
  );
  if (!linked) return chips;
  return (
    <Link href={`/claims/${claim.id}`} className={styles.chipLink}>
      {chips}
    </Link>
  );
}
