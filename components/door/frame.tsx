import type { ReactNode } from 'react';
import { Brand } from '../ui/brand.tsx';
import styles from './door.module.css';

/** Every page before one is inside. */
export function DoorFrame({ motto, children }: { readonly motto: string; readonly children: ReactNode }) {
  return (
    <main id="content" className={styles.page}>
      <h1>
        <Brand />
      </h1>
      <p className={styles.motto}>{motto}</p>
      {children}
    </main>
  );
}
