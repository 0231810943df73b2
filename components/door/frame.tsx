import type { ReactNode } from 'react';
import styles from './door.module.css';

/** Every page before one is inside. */
export function DoorFrame({ motto, children }: { readonly motto: string; readonly children: ReactNode }) {
  return (
    <main id="content" className={styles.page}>
      <h1>
        Red<i>thread</i>
      </h1>
      <p className={styles.motto}>{motto}</p>
      {children}
    </main>
  );
}
