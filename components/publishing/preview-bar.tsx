import Link from 'next/link';
import { getTranslations } from '@/lib/platform/i18n.ts';
import styles from './publishing.module.css';

/** Says above a page that it is not public. */
export async function PreviewBar({ back }: { readonly back: string }) {
  const t = await getTranslations('publishing.preview');
  return (
    <aside className={styles.preview} aria-label={t('title')}>
      <b>{t('title')}.</b> {t('what')} <Link href={back}>{t('back')}</Link>
    </aside>
  );
}
