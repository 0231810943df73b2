import type { VersionView } from '@/lib/sources/schema.ts';
import styles from './text.module.css';

/** About two screens of words. */
const CHARACTERS = 6000;

/**
 * The first words, before the editor is there: on the server, so that one reads while scripts load. It has the shape of
 * what takes its place, so nothing jumps.
 */
export function SkeletonText({ version }: { readonly version: VersionView }) {
  const blocks = version.blocks.filter((block) => block.start < CHARACTERS);
  return (
    <div className={styles.text} aria-busy="true">
      <div className={styles.skeleton}>
        {blocks.map((block) => (
          <p key={block.id} data-role={block.role} data-label={block.label}>
            {version.text.slice(block.start, block.end)}
          </p>
        ))}
      </div>
    </div>
  );
}
