import { getTranslations } from '@/lib/platform/i18n.ts';
import { BAR } from '@/lib/retention/bars.rules.ts';
import type { PublicWords } from '@/lib/publishing/schema.ts';
import styles from './publishing.module.css';

/** Exact words, what stands around them, and the sealed text they come from. */
export async function Passage({ words }: { readonly words: PublicWords }) {
  const t = await getTranslations('publishing.page');
  const { source } = words;
  const name = source.outlet ? t('source', { title: source.title, outlet: source.outlet }) : source.title;
  return (
    <figure className={styles.passage}>
      <blockquote className={styles.quote}>
        {words.prefix ? <span>…{words.prefix}</span> : null}
        <mark>{words.exact}</mark>
        {words.suffix ? <span>{words.suffix}…</span> : null}
      </blockquote>
      <figcaption>
        {source.url ? (
          <a href={source.url} rel="noopener noreferrer nofollow">
            {name}
          </a>
        ) : (
          name
        )}
        . {t('sealed', { version: words.version, label: words.label ?? '' })}{' '}
        <code title={t('hash')}>{words.sha256}</code>
        {[words.prefix, words.exact, words.suffix].some((text) => text.includes(BAR)) ? (
          <>
            {' '}
            <small>{t('redacted')}</small>
          </>
        ) : null}
      </figcaption>
    </figure>
  );
}
