import type { Outbox } from '@/components/data/outbox.ts';
import { browserKeptEdits, clearKeptEdits } from './kept-edits.ts';

/** Whether something that this person did has not reached the server: then signing out would lose it. */
export async function hasUnsent(userId: string, outbox: Outbox | null): Promise<boolean> {
  const kept = await browserKeptEdits(userId)
    .documents()
    .catch(() => []);
  return kept.length > 0 || (outbox?.pending().length ?? 0) > 0;
}

/** Nothing of a person stays in this browser after signing out (LIV-8). */
export async function clearBrowser(userId: string, outbox: Outbox | null): Promise<void> {
  await outbox?.clear();
  await clearKeptEdits(userId);
}
