import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import styles from './message.module.css';

export default function NotFound() {
  return (
    <main id="content" className={styles.page}>
      <h1>Nothing here, or not for you</h1>
      <EmptyState title="This address leads to nothing that you may see.">
        <p>If a colleague sent it, ask them to add you to the investigation.</p>
        <Link href="/">All investigations</Link>
      </EmptyState>
    </main>
  );
}
