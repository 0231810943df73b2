import { notFound } from 'next/navigation';
import { UnderReview } from '@/components/publishing/under-review.tsx';
import { Verdict } from '@/components/publishing/verdict.tsx';
import styles from '@/components/publishing/publishing.module.css';
import { publicPage } from '@/lib/publishing/page.ts';
import { isTombstone } from '@/lib/publishing/read.ts';

export const metadata = { robots: { index: false } };

/** A small card that other sites may show in a frame: the one page that may be embedded (ACC-6). */
export default async function Card({ params }: { readonly params: Promise<{ claimId: string }> }) {
  const page = await publicPage((await params).claimId);
  if (!page || isTombstone(page)) notFound();
  const { claim, newsroom, locale, address } = page;
  return (
    <main id="content" className={styles.card}>
      <p className={styles.masthead}>{newsroom.name || 'Redthread'}</p>
      <h1>
        <a href={address} target="_top">
          {claim.statement}
        </a>
      </h1>
      <Verdict rating={claim.rating} conclusion={claim.conclusion} locale={locale} />
      <UnderReview shown={claim.underReview} />
    </main>
  );
}
