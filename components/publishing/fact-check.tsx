import Link from 'next/link';
import { getFormatter, getTranslations } from '@/lib/platform/i18n.ts';
import { labelOf } from '@/lib/publishing/claimreview.rules.ts';
import { paragraphsOf } from '@/lib/publishing/rationale.rules.ts';
import type { PublicPage } from '@/lib/publishing/schema.ts';
import { EvidenceList } from './evidence-list.tsx';
import { Passage } from './passage.tsx';
import styles from './publishing.module.css';
import { Replies } from './replies.tsx';
import { UnderReview } from './under-review.tsx';
import { Verdict } from './verdict.tsx';

/** A published verdict with its thread: claim, verdict, why, what it rests on (CLM-10, CLM-11). No script is needed to read it. */
export async function FactCheck({ page }: { readonly page: Pick<PublicPage, 'claim' | 'newsroom' | 'locale'> }) {
  const { claim, newsroom, locale } = page;
  const [t, format] = await Promise.all([getTranslations('publishing.page'), getFormatter()]);
  const date = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  const paragraphs = paragraphsOf(claim.rationale, new Set(claim.evidence.map((item) => item.number)));
  return (
    <main id="content" className={styles.page}>
      <p className={styles.masthead}>
        <Link href="/fact-checks">{newsroom.name || 'Redthread'}</Link>
      </p>
      <article className={styles.thread}>
        <section aria-labelledby="claim">
          <h2 id="claim" className={styles.label}>
            {t('claim')}
          </h2>
          <h1 className={styles.title} lang={claim.language ?? undefined}>
            {claim.statement}
          </h1>
          {claim.speaker ? <p className={styles.by}>{t('saidBy', { name: claim.speaker.name })}</p> : null}
        </section>
        <section aria-labelledby="verdict">
          <h2 id="verdict" className={styles.label}>
            {t('verdict')}
          </h2>
          <Verdict rating={claim.rating} conclusion={claim.conclusion} locale={locale} />
          <p className={styles.dates}>
            {t('published', { date: date(claim.firstPublishedAt) })}
            {claim.publishedAt === claim.firstPublishedAt
              ? null
              : `, ${t('updated', { date: date(claim.publishedAt) })}`}
          </p>
          <UnderReview shown={claim.underReview} />
          {claim.corrections.length > 0 ? (
            <section aria-label={t('corrections')} className={styles.corrections}>
              {claim.corrections.map((correction) => (
                <p key={correction.at}>
                  <b>{t('corrected', { date: date(correction.at) })}.</b> {correction.text}{' '}
                  {correction.before === null
                    ? null
                    : t('wasRated', {
                        rating: labelOf(
                          {
                            ...claim.rating,
                            labels: claim.ratingLabels[correction.before] ?? {},
                            key: correction.before,
                          },
                          locale,
                        ),
                      })}
                </p>
              ))}
            </section>
          ) : null}
        </section>
        <section aria-labelledby="why">
          <h2 id="why" className={styles.label}>
            {t('why')}
          </h2>
          <div className={styles.prose}>
            {paragraphs.map((pieces, index) => (
              <p key={index}>
                {pieces.map((piece, at) =>
                  'cites' in piece ? (
                    <a key={at} href={`#evidence-${piece.cites}`} className={styles.cite}>
                      [{piece.cites}]
                    </a>
                  ) : (
                    piece.text
                  ),
                )}
              </p>
            ))}
          </div>
        </section>
        <section aria-labelledby="evidence">
          <h2 id="evidence" className={styles.label}>
            {t('evidence')}
          </h2>
          <EvidenceList evidence={claim.evidence} />
        </section>
        <Replies replies={claim.replies} />
        {claim.appearances.length > 0 ? (
          <section aria-labelledby="where">
            <h2 id="where" className={styles.label}>
              {t('where')}
            </h2>
            {claim.appearances.map((words, index) => (
              <Passage key={index} words={words} />
            ))}
          </section>
        ) : null}
        {claim.entities.length > 0 ? (
          <p className={styles.by}>
            {t('about')}: {format.list(claim.entities.map((entity) => entity.name))}
          </p>
        ) : null}
      </article>
      <nav className={styles.foot} aria-label={t('all')}>
        <Link href="/fact-checks">{t('all')}</Link>
        <a href={`/fact-checks/${claim.id}/claimreview`}>{t('verify')}</a>
      </nav>
    </main>
  );
}
