import type { Outbox } from '@/components/data/outbox.ts';
import type { LiveClient } from '@/lib/live/client/live-client.ts';
import { browserKeptEdits, clearKeptEdits } from './kept-edits.ts';

/** As long as one waits for a last delivery before being asked. */
const PATIENCE_MS = 3000;

/** Whether something that this person did cannot be brought to the server now: then signing out would lose it. */
export async function hasUnsent(userId: string, outbox: Outbox | null, live: LiveClient): Promise<boolean> {
  await Promise.race([live.deliverEverything(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
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
