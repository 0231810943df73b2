import { getFormatter, getTranslations } from '@/lib/platform/i18n.ts';
import type { PublicEvidence } from '@/lib/publishing/schema.ts';
import { Passage } from './passage.tsx';
import styles from './publishing.module.css';

/** The numbered evidence of a public page: exact words with their hash, an address, a file, or who said it. */
export async function EvidenceList({ evidence }: { readonly evidence: readonly PublicEvidence[] }) {
  const [t, format] = await Promise.all([getTranslations('publishing.page'), getFormatter()]);
  return (
    <ol className={styles.evidence}>
      {evidence.map((item) => (
        <li key={item.number} id={`evidence-${item.number}`} value={item.number}>
          <p className={styles.stance}>{t(`stance.${item.stance}`)}</p>
          {item.words ? <Passage words={item.words} /> : null}
          {item.quote && !item.words ? <blockquote className={styles.quote}>{item.quote}</blockquote> : null}
          {item.statement ? (
            <figure className={styles.statement}>
              <blockquote className={styles.quote}>{item.statement.words}</blockquote>
              <figcaption>
                {item.statement.by ? t('said', { name: item.statement.by }) : t('background')}
                {item.statement.at ? `, ${format.dateTime(new Date(item.statement.at), { dateStyle: 'long' })}` : null}
              </figcaption>
            </figure>
          ) : null}
          {item.url ? (
            <p className={styles.where}>
              <a href={item.url} rel="noopener noreferrer nofollow">
                {item.url}
              </a>
              {item.accessedAt
                ? `, ${t('opened', { date: format.dateTime(new Date(item.accessedAt), { dateStyle: 'long' }) })}`
                : null}
              {item.archiveUrl ? (
                <>
                  {', '}
                  <a href={item.archiveUrl} rel="noopener noreferrer nofollow">
                    {t('archived')}
                  </a>
                </>
              ) : null}
              {item.sealed ? (
                <>
                  {`. ${t('sealedAddress', { version: item.sealed.version })} `}
                  <code title={t('hash')}>{item.sealed.sha256}</code>
                </>
              ) : null}
            </p>
          ) : null}
          {item.file ? (
            <p className={styles.where}>
              {t('file', { name: item.file.name })} <code>{item.file.sha256}</code>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
