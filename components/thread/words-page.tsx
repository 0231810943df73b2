'use client';

import { useTranslations } from 'use-intl';
import { TopBar } from '@/components/ui/top-bar.tsx';
import type { RestingView } from '@/lib/thread/schema.ts';
import Link from 'next/link';
import { RestingList } from './resting.tsx';
import styles from './thread.module.css';

/** The way back: from words to every claim and verdict that rests on them (CLM-11). */
export function WordsPage({ resting }: { readonly resting: RestingView }) {
  const t = useTranslations('thread');
  const { words, claims } = resting;
  const address = `/sources/${words.sourceId}?v=${words.version}#m=${words.annotationId}`;
  return (
    <>
      <TopBar crumbs={[{ label: words.title, href: `/sources/${words.sourceId}` }, { label: t('resting.title') }]} />
      <main id="content" className={styles.page}>
        <h1>{t('resting.title')}</h1>
        <figure className={styles.passage}>
          <blockquote className={styles.quote}>
            <span>…{words.prefix}</span>
            <mark>{words.exact}</mark>
            <span>{words.suffix}…</span>
          </blockquote>
          <figcaption className={styles.quiet}>
            {t('page.sealed', { version: words.version })}
            {words.label ? `, ${words.label}` : ''} <code title={t('page.hash')}>{words.sha256}</code>
          </figcaption>
        </figure>
        <p>
          <Link href={address}>{t('resting.toWords')}</Link>
        </p>
        <p className={styles.quiet}>{t('resting.intro')}</p>
        <RestingList claims={claims} />
      </main>
    </>
  );
}
