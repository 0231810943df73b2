'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Chip } from '@/components/ui/chip.tsx';
import type { WordsView } from '@/lib/claims/evidence/schema.ts';
import styles from './claims.module.css';

/** The exact words with a little of what stands around them, and the sealed text they stand in (CLM-11). */
export function Words({ words }: { readonly words: WordsView }) {
  const t = useTranslations('claims.evidence');
  const moved = ['changed', 'needs_look', 'orphan'].includes(words.state);
  return (
    <>
      <blockquote className={styles.quote}>
        <span>…{words.prefix}</span>
        <mark>{words.exact}</mark>
        <span>{words.suffix}…</span>
      </blockquote>
      <p className={styles.source}>
        <Link href={`/sources/${words.sourceId}?v=${words.version}#m=${words.annotationId}`}>
          {words.sourceTitle}, v{words.version}, {words.label}
        </Link>
        {moved ? (
          <Chip tone="bad" icon="!">
            {t('moved')}
          </Chip>
        ) : null}
        <code title={`SHA-256: ${words.sha256}`}>
          {words.sha256.slice(0, 4)} {words.sha256.slice(4, 8)}
        </code>
        <Link href={`/words/${words.annotationId}`} prefetch={false}>
          {t('resting')}
        </Link>
      </p>
    </>
  );
}
