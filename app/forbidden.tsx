import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import styles from './message.module.css';

export default function Forbidden() {
  return (
    <main id="content" className={styles.page}>
      <h1>Not with your role</h1>
      <EmptyState title="Your role does not include this page.">
        <p>A lead of the case, or a moderator, can change that.</p>
        <Link href="/">All investigations</Link>
      </EmptyState>
    </main>
  );
}
