import { diffWordsWithSpace } from 'diff';
import styles from './margin.module.css';

/** Old words struck, new ones marked; said as such to those who hear it (Myers' diff over words). */
export function WordDiff({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <p className={styles.diff} dir="auto">
      {diffWordsWithSpace(before, after).map((part, index) =>
        part.added ? (
          <ins key={index}>{part.value}</ins>
        ) : part.removed ? (
          <del key={index}>{part.value}</del>
        ) : (
          <span key={index}>{part.value}</span>
        ),
      )}
    </p>
  );
}
