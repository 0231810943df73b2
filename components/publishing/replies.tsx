import { getFormatter, getTranslations } from '@/lib/platform/i18n.ts';
import type { PublicPage } from '@/lib/publishing/schema.ts';
import styles from './publishing.module.css';

/** Who was asked for a reply and what came of it, in sentences: as the newsroom decides for its case (CLM-15). */
export async function Replies({ replies }: { readonly replies: PublicPage['claim']['replies'] }) {
  if (replies.length === 0) return null;
  const [t, format] = await Promise.all([getTranslations('publishing.reply'), getFormatter()]);
  const day = (at: string | null) => (at === null ? '' : format.dateTime(new Date(at), { dateStyle: 'long' }));
  return (
    <section aria-labelledby="reply">
      <h2 id="reply" className={styles.label}>
        {t('title')}
      </h2>
      {replies.map(({ name, askedAt, dueAt, outcome, at, answer }, index) => (
        <div key={index} className={styles.statement}>
          <p className={styles.reply}>
            {t(outcome, {
              name,
              asked: day(askedAt),
              due: dueAt === null ? 'none' : 'known',
              by: day(dueAt),
              at: day(at),
            })}
          </p>
          {answer === null ? null : <blockquote className={styles.quote}>“{answer}”</blockquote>}
        </div>
      ))}
    </section>
  );
}
