import styles from './waiting.module.css';

/** The place of a list that is on its way: as high as some of its lines, so that little jumps when they come. */
export function Waiting({ lines = 4 }: { readonly lines?: number }) {
  return (
    <div aria-hidden="true" className={styles.waiting}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} />
      ))}
    </div>
  );
}
