'use client';

import { useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { usePendingCommands, useRefusedCommands } from '@/components/data/send-command.ts';
import { Button } from '@/components/ui/button.tsx';
import type { TextStatus } from '@/lib/live/client/live-text.ts';
import { useLive } from './live-provider.tsx';
import styles from './live.module.css';
import { useConnection } from './use-connection.ts';

export interface StatusWords {
  readonly tone: 'ok' | 'busy' | 'away';
  /** A key of the messages of `live.status`, or a sentence that the server has sent. */
  readonly key:
    | 'offlineWaiting'
    | 'offlineFragile'
    | 'offlineKeeping'
    | 'offline'
    | 'connecting'
    | 'saving'
    | 'readOnly'
    | 'saved'
    | { readonly words: string };
}

/** What the words may promise: "saved" is said only of what the server has committed (LIV-1, LIV-8). */
export function statusWords(connection: string, pending: number, text: TextStatus | null): StatusWords {
  const unsent = text?.kind === 'saving' || (text?.kind === 'offline' && text.unsaved);
  if (text?.kind === 'reload') return { tone: 'away', key: { words: text.why } };
  if (connection === 'offline') {
    if (text?.kind === 'offline' && text.kept === 'no') return { tone: 'away', key: 'offlineFragile' };
    if (text?.kind === 'offline' && text.kept === 'soon') return { tone: 'away', key: 'offlineKeeping' };
    return { tone: 'away', key: pending > 0 || unsent ? 'offlineWaiting' : 'offline' };
  }
  if (connection !== 'online' || text?.kind === 'loading') return { tone: 'busy', key: 'connecting' };
  if (pending > 0 || unsent) return { tone: 'busy', key: 'saving' };
  if (text?.kind === 'offline') return { tone: 'busy', key: 'connecting' };
  if (text?.kind === 'refused') return { tone: 'away', key: text.why ? { words: text.why } : 'readOnly' };
  return { tone: 'ok', key: 'saved' };
}

interface SaveStatusProps {
  readonly text?: TextStatus | null;
  /** It stands over the text that is being written: a longer sentence must not push that down under the writer's hands. */
  readonly overText?: boolean;
}

export function SaveStatus({ text = null, overText = false }: SaveStatusProps) {
  const t = useTranslations('live.status');
  const { undelivered } = useLive();
  const elsewhere = useSyncExternalStore(undelivered.subscribe, undelivered.get, () => 0);
  const { tone, key } = statusWords(useConnection(), usePendingCommands().length + elsewhere, text);
  const { refused, dismiss } = useRefusedCommands();
  return (
    <div className={[styles.status, overText ? styles.overText : ''].join(' ')}>
      <span role="status" className={styles[tone]}>
        {typeof key === 'string' ? t(key) : key.words}
      </span>
      {refused.map((command) => (
        <span key={command.id} role="alert" className={styles.refused}>
          {t('refused', { reason: command.reason })}{' '}
          {typeof command.input['text'] === 'string' && command.input['text']
            ? t('youWrote', { words: command.input['text'] })
            : ''}
          <Button variant="quiet" onClick={() => dismiss(command.id)}>
            {t('dismiss')}
          </Button>
        </span>
      ))}
    </div>
  );
}
