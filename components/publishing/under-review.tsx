import { getTranslations } from '@/lib/platform/i18n.ts';
import styles from './publishing.module.css';

/** That something under a verdict has changed, wherever the verdict is shown; never what (CLM-17). */
export async function UnderReview({ shown }: { readonly shown: boolean }) {
  const t = await getTranslations('publishing.page');
  return shown ? (
    <p role="note" className={styles.review}>
      {t('underReview')}
    </p>
  ) : null;
}
