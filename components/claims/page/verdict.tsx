'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'use-intl';
import { useMe } from '@/components/desk/providers.tsx';
import { When } from '@/components/ui/when.tsx';
import { whatDiffers } from '@/lib/claims/kin/differs.rules.ts';
import type { ClaimView } from '@/lib/claims/schema.ts';
import { RatingChip } from '../claim-chips.tsx';
import styles from '../claims.module.css';

/** The verdict, or what is proposed and how far its reviews have come. A blind one says only that it goes on (CLM-6). */
export function Verdict({ claim }: { readonly claim: ClaimView }) {
  const t = useTranslations('claims.verdict');
  const thread = useTranslations('thread.page');
  const format = useFormatter();
  const { proposal } = claim;
  const signed = claim.state === 'verified' || claim.state === 'published' ? claim.decisions[0] : undefined;
  const standing = claim.publications.find((publication) => publication.endedAt === null);
  return (
    <li className={styles.knot} data-open={signed === undefined}>
      <div className={styles.knotHead}>
        <h2>{t('title')}</h2>
        <small>{claim.state === 'in_review' ? t('waiting') : ''}</small>
      </div>
      {signed ? (
        <>
          <p>
            <RatingChip rating={signed.rating} thread={claim.id} />{' '}
            {t('signed', { proposer: signed.proposedBy.name, signer: signed.signedOffBy.name })},{' '}
            <When at={signed.at} />
          </p>
          {signed.conclusion ? <p className={styles.conclusion}>{signed.conclusion}</p> : null}
          <p className={styles.source}>
            <Link href={`/claims/${claim.id}/thread`}>{thread('open')}</Link>
            {standing ? <Link href={`/fact-checks/${claim.id}`}>{thread('public')}</Link> : null}
          </p>
        </>
      ) : proposal?.rating ? (
        <>
          <p>
            <RatingChip rating={proposal.rating} proposed />{' '}
            {t('by', { proposer: proposal.proposedBy.name, revision: proposal.revision })}
            {proposal.stale ? `. ${t('changed')}` : ''}
          </p>
          {proposal.conclusion ? <p className={styles.conclusion}>{proposal.conclusion}</p> : null}
        </>
      ) : proposal ? (
        <p>{t('hidden', { proposer: proposal.proposedBy.name, needed: proposal.reviewsNeeded })}</p>
      ) : (
        <p>{t('none')}</p>
      )}
      {standing ? (
        <p className={styles.source}>
          {t('public', { when: format.dateTime(new Date(standing.at), { dateStyle: 'long' }) })}
        </p>
      ) : null}
      {claim.reviews.length > 0 && proposal ? <Reviews claim={claim} /> : null}
    </li>
  );
}

const citedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\[(\d+)\]/gu)].map((match) => match[1] ?? '')),
];

/** Proposal and reviews side by side; where they differ, in which rating, which words and which evidence (CLM-6). */
function Reviews({ claim }: { readonly claim: ClaimView }) {
  const t = useTranslations('claims.verdict');
  const me = useMe();
  const { proposal, reviews } = claim;
  if (!proposal) return null;
  const hidden = proposal.blind && !proposal.revealed;
  const differing = (text: string) => whatDiffers(text, proposal.rationale).onlyHere.slice(0, 12);
  return (
    <section aria-label={t('sideBySide')} className={styles.sideBySide}>
      {proposal.rating ? (
        <article className={styles.card}>
          <h3>
            {t('proposal')}: {proposal.proposedBy.name}
          </h3>
          <RatingChip rating={proposal.rating} />
          <p>{proposal.rationale}</p>
          {citedIn(proposal.rationale).length > 0 ? (
            <p className={styles.source}>{t('cites', { numbers: citedIn(proposal.rationale).join(', ') })}</p>
          ) : null}
        </article>
      ) : null}
      {reviews.map((review) => {
        const words = differing(review.rationale);
        const differs = proposal.rating !== null && review.rating !== proposal.rating;
        return (
          <article key={review.id} className={styles.card} data-differs={differs || undefined}>
            <h3>{hidden && review.reviewer.id === me.id ? t('yours') : `${t('review')}: ${review.reviewer.name}`}</h3>
            <RatingChip rating={review.rating} />
            {differs ? <strong className={styles.differs}>{t('differs')}</strong> : null}
            <p>{review.rationale}</p>
            {words.length > 0 ? <p className={styles.source}>{t('onlyHere', { words: words.join(', ') })}</p> : null}
            {citedIn(review.rationale).length > 0 ? (
              <p className={styles.source}>{t('cites', { numbers: citedIn(review.rationale).join(', ') })}</p>
            ) : null}
          </article>
        );
      })}
    </section>
  );
}
