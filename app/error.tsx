'use client';

import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import styles from './message.module.css';

export default function Broken({ reset }: { readonly reset: () => void }) {
  return (
    <main id="content" className={styles.page}>
      <h1>Something broke on our side</h1>
      <EmptyState title="Nothing was changed. What you had not yet sent is still kept in this browser.">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
      </EmptyState>
    </main>
  );
}
