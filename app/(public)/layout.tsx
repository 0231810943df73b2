import type { ReactNode } from 'react';
import styles from '@/components/publishing/publishing.module.css';

export default function PublicLayout({ children }: { readonly children: ReactNode }) {
  return <div className={styles.paper}>{children}</div>;
}
