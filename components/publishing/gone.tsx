import { getFormatter, getTranslations } from '@/lib/platform/i18n.ts';
import type { Tombstone } from '@/lib/publishing/schema.ts';
import styles from './publishing.module.css';

/** What stands where a page was taken down. */
export async function Gone({ page }: { readonly page: Tombstone }) {
  const [t, format] = await Promise.all([getTranslations('publishing.gone'), getFormatter()]);
  return (
    <main id="content" className={styles.page}>
      <h1 className={styles.title}>{t('title')}</h1>
      <p>{t('when', { date: format.dateTime(new Date(page.withdrawnAt), { dateStyle: 'long' }) })}</p>
      <p>{t('why', { reason: page.reason })}</p>
    </main>
  );
}
