'use client';

import { useTranslations } from 'use-intl';
import type { ParsedBlock } from '@/lib/sources/blocks.rules.ts';
import { labelsFor } from '@/lib/sources/canonical.rules.ts';
import styles from './sources.module.css';
import { useCountsInWords } from './use-counts.ts';

/** More than this nobody reads in a preview, and a book's worth would make typing slow. */
const SHOWN = 200;
const SHOWN_CHARACTERS = 600;

/** What the paste was recognised as: each part with its address and its guessed role. */
export function PartsPreview({ parts }: { readonly parts: readonly ParsedBlock[] }) {
  const t = useTranslations('sources');
  const countsInWords = useCountsInWords();
  const labels = labelsFor(parts);
  const rest = parts.length - SHOWN;
  return (
    <>
      <p className={styles.counts} role="status" aria-live="polite">
        {parts.length === 0 ? t('preview.empty') : countsInWords(parts)}
      </p>
      <ol className={styles.parts}>
        {parts.slice(0, SHOWN).map((part, index) => (
          <li key={`${labels[index] ?? index}`} className={styles.part} data-role={part.role}>
            <span className={styles.partRole}>
              {t(`roles.${part.role}`)} <span className={styles.partLabel}>{labels[index]}</span>
            </span>
            <span className={styles.partText}>
              {part.text.length > SHOWN_CHARACTERS ? `${part.text.slice(0, SHOWN_CHARACTERS)} …` : part.text}
            </span>
          </li>
        ))}
      </ol>
      {rest > 0 ? <p className={styles.counts}>{t('preview.more', { count: rest })}</p> : null}
    </>
  );
}
