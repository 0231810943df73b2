import type { ParsedBlock } from '@/lib/sources/blocks.rules.ts';
import { labelsFor } from '@/lib/sources/canonical.rules.ts';
import { roleWords } from '@/lib/sources/blocks.rules.ts';
import { countsInWords } from './count-words.rules.ts';
import styles from './sources.module.css';

/** More than this nobody reads in a preview, and a book's worth would make typing slow. */
const SHOWN = 200;
const SHOWN_CHARACTERS = 600;

/** What the paste was recognised as: each part with its address and its guessed role. */
export function PartsPreview({ parts }: { readonly parts: readonly ParsedBlock[] }) {
  const labels = labelsFor(parts);
  const rest = parts.length - SHOWN;
  return (
    <>
      <p className={styles.counts} role="status" aria-live="polite">
        {parts.length === 0 ? 'Parts appear here as you paste.' : countsInWords(parts).join(', ')}
      </p>
      <ol className={styles.parts}>
        {parts.slice(0, SHOWN).map((part, index) => (
          <li key={`${labels[index] ?? index}`} className={styles.part} data-role={part.role}>
            <span className={styles.partRole}>
              {roleWords[part.role]} <span className={styles.partLabel}>{labels[index]}</span>
            </span>
            <span className={styles.partText}>
              {part.text.length > SHOWN_CHARACTERS ? `${part.text.slice(0, SHOWN_CHARACTERS)} …` : part.text}
            </span>
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <p className={styles.counts}>and {rest.toLocaleString('en')} more parts, which the draft shows in full.</p>
      ) : null}
    </>
  );
}
