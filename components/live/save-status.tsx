'use client';

import { usePendingCommands, useRefusedCommands } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import type { TextStatus } from '@/lib/live/client/live-text.ts';
import styles from './live.module.css';
import { useConnection } from './use-connection.ts';

type Tone = 'ok' | 'busy' | 'away';

/** What the words may promise: "saved" is said only of what the server has committed (LIV-1, LIV-8). */
export function statusWords(
  connection: string,
  pending: number,
  text: TextStatus | null,
): { readonly tone: Tone; readonly words: string } {
  const waiting = pending + (text?.kind === 'saving' || (text?.kind === 'offline' && text.unsaved) ? 1 : 0);
  if (text?.kind === 'reload') return { tone: 'away', words: text.why };
  if (connection === 'offline') {
    return {
      tone: 'away',
      words:
        waiting > 0
          ? 'Offline. What you did is kept here and sent when the connection is back.'
          : 'Offline. You can go on; it is kept here until then.',
    };
  }
  if (connection !== 'online' || text?.kind === 'loading') return { tone: 'busy', words: 'Connecting …' };
  if (waiting > 0) return { tone: 'busy', words: 'Saving …' };
  if (text?.kind === 'refused') return { tone: 'away', words: text.why || 'You may read this, not change it.' };
  return { tone: 'ok', words: 'All changes saved' };
}

export function SaveStatus({ text = null }: { readonly text?: TextStatus | null }) {
  const { tone, words } = statusWords(useConnection(), usePendingCommands().length, text);
  const { refused, dismiss } = useRefusedCommands();
  return (
    <div className={styles.status}>
      <span role="status" className={styles[tone]}>
        {words}
      </span>
      {refused.map((command) => (
        <span key={command.id} role="alert" className={styles.refused}>
          Not saved: {command.reason}{' '}
          {typeof command.input['text'] === 'string' && command.input['text']
            ? `You wrote: “${command.input['text']}”`
            : ''}
          <Button variant="quiet" onClick={() => dismiss(command.id)}>
            Dismiss
          </Button>
        </span>
      ))}
    </div>
  );
}
