import type { ReactNode } from 'react';
import styles from './kbd.module.css';

/** A key as it stands on the keyboard; screen readers get aria-keyshortcuts of the control instead. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd aria-hidden="true" className={styles.kbd}>
      {children}
    </kbd>
  );
}
