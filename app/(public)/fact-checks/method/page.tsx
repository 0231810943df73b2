import Link from 'next/link';
import styles from '@/components/publishing/publishing.module.css';
import { getTranslations } from '@/lib/platform/i18n.ts';
import { publicNewsroom } from '@/lib/publishing/page.ts';

export async function generateMetadata() {
  const t = await getTranslations('publishing.method');
  return { title: t('title') };
}

export default async function Method() {
  const [{ newsroom, locale }, t, list] = await Promise.all([
    publicNewsroom(),
    getTranslations('publishing.method'),
    getTranslations('publishing.list'),
  ]);
  const text = newsroom.method[locale] ?? newsroom.method['en'] ?? '';
  return (
    <main id="content" className={styles.page}>
      <p className={styles.masthead}>{newsroom.name || 'Redthread'}</p>
      <h1 className={styles.title}>{t('title')}</h1>
      <div className={styles.prose}>
        {text ? text.split(/\n+/u).map((paragraph, index) => <p key={index}>{paragraph}</p>) : <p>{t('empty')}</p>}
        <h2>{t('always')}</h2>
        <ul>
          <li>{t('rule1')}</li>
          <li>{t('rule2')}</li>
          <li>{t('rule3')}</li>
        </ul>
      </div>
      <nav className={styles.foot} aria-label={list('title')}>
        <Link href="/fact-checks">{list('title')}</Link>
      </nav>
    </main>
  );
}
