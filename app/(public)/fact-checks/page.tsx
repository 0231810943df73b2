import Link from 'next/link';
import { UnderReview } from '@/components/publishing/under-review.tsx';
import { Verdict } from '@/components/publishing/verdict.tsx';
import styles from '@/components/publishing/publishing.module.css';
import { getFormatter, getTranslations } from '@/lib/platform/i18n.ts';
import { publicList } from '@/lib/publishing/page.ts';
import { pagePath, storyPath } from '@/lib/publishing/site.ts';

export async function generateMetadata() {
  const t = await getTranslations('publishing.list');
  return {
    title: t('title'),
    alternates: {
      types: { 'application/atom+xml': '/fact-checks/feed.xml', 'application/feed+json': '/fact-checks/feed.json' },
    },
  };
}

export default async function FactChecks({
  searchParams,
}: {
  readonly searchParams: Promise<{ after?: string | string[] }>;
}) {
  const { after } = await searchParams;
  const [{ items, stories, next, newsroom, locale }, t, format] = await Promise.all([
    publicList(typeof after === 'string' ? after : undefined),
    getTranslations('publishing.list'),
    getFormatter(),
  ]);
  return (
    <main id="content" className={styles.page}>
      <p className={styles.masthead}>{newsroom.name || 'Redthread'}</p>
      <h1 className={styles.title}>{t('title')}</h1>
      <p className={styles.intro}>{t('intro')}</p>
      {stories.length > 0 ? (
        <nav aria-label={t('stories')}>
          <h2 className={styles.label}>{t('stories')}</h2>
          <ul className={styles.list}>
            {stories.map((story) => (
              <li key={story.id}>
                <Link href={storyPath(story.id)} prefetch={false}>
                  {story.title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {items.length === 0 ? <p>{t('empty')}</p> : null}
      <ul className={styles.list}>
        {items.map((claim) => (
          <li key={claim.id}>
            <Verdict rating={claim.rating} conclusion={claim.conclusion} locale={locale} />
            <Link href={pagePath(claim.id)} prefetch={false}>
              {claim.statement}
            </Link>
            <UnderReview shown={claim.underReview} />
            <time dateTime={claim.publishedAt}>
              {format.dateTime(new Date(claim.publishedAt), { dateStyle: 'long' })}
            </time>
          </li>
        ))}
      </ul>
      <nav className={styles.foot} aria-label={t('title')}>
        {next ? <Link href={`/fact-checks?after=${next}`}>{t('more')}</Link> : null}
        <Link href="/fact-checks/method">{t('method')}</Link>
        <a href="/fact-checks/feed.xml">{t('feed')}</a>
      </nav>
    </main>
  );
}
