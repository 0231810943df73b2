import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** An empty list says what to do next (UX-3). */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
