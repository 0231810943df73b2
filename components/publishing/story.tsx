import Link from 'next/link';
import { getFormatter, getTranslations } from '@/lib/platform/i18n.ts';
import type { NewsroomView, PublicStory } from '@/lib/publishing/schema.ts';
import styles from './publishing.module.css';
import { UnderReview } from './under-review.tsx';
import { Verdict } from './verdict.tsx';

interface StoryProps {
  readonly story: Omit<PublicStory, 'publishedAt'> & { readonly publishedAt?: string };
  readonly newsroom: NewsroomView;
  readonly locale: string;
}

/** Several verdicts of one case on one page, each leading to its own (CLM-10). */
export async function Story({ story, newsroom, locale }: StoryProps) {
  const [t, page, format] = await Promise.all([
    getTranslations('publishing.story'),
    getTranslations('publishing.page'),
    getFormatter(),
  ]);
  const date = (at: string) => format.dateTime(new Date(at), { dateStyle: 'long' });
  return (
    <main id="content" className={styles.page}>
      <p className={styles.masthead}>
        <Link href="/fact-checks">{newsroom.name || 'Redthread'}</Link>
      </p>
      <article>
        <h1 className={styles.title}>{story.title}</h1>
        {story.publishedAt ? (
          <p className={styles.dates}>{page('published', { date: date(story.publishedAt) })}</p>
        ) : null}
        <div className={styles.prose}>
          {story.intro
            .split(/\n+/u)
            .filter(Boolean)
            .map((paragraph, index) => (
              <p key={index}>{paragraph}</p>
            ))}
        </div>
        {story.claims.length === 0 ? <p>{t('empty')}</p> : null}
        <div className={styles.thread}>
          {story.claims.map((claim) => (
            <section key={claim.id}>
              {claim.lead ? <p className={styles.lead}>{claim.lead}</p> : null}
              <h2 className={styles.claim}>
                <Link href={`/fact-checks/${claim.id}`} prefetch={false}>
                  {claim.statement}
                </Link>
              </h2>
              <Verdict rating={claim.rating} conclusion={claim.conclusion} locale={locale} />
              <UnderReview shown={claim.underReview} />
              {claim.corrections.map((correction) => (
                <p key={correction.at} className={styles.corrections}>
                  <b>{page('corrected', { date: date(correction.at) })}.</b> {correction.text}
                </p>
              ))}
            </section>
          ))}
        </div>
      </article>
      <nav className={styles.foot} aria-label={page('all')}>
        <Link href="/fact-checks">{page('all')}</Link>
      </nav>
    </main>
  );
}
