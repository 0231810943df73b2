import type { ReactNode } from 'react';
import { connection } from 'next/server';
import { LoadAnew } from '@/components/publishing/load-anew.tsx';
import styles from '@/components/publishing/publishing.module.css';
import { markForPage } from '@/lib/publishing/redacted.ts';

export default async function PublicLayout({ children }: { readonly children: ReactNode }) {
  // No page of these is made in advance: a build has no database.
  await connection();
  const mark = await markForPage();
  return (
    <div className={styles.paper}>
      {children}
      <LoadAnew mark={mark} />
    </div>
  );
}
