'use client';

import type { Result } from '@/lib/platform/errors.ts';
import { useSyncExternalStore } from 'react';
import { browserOutbox } from './browser-outbox.ts';
import type { Outbox, PendingCommand, RefusedCommand } from './outbox.ts';
import { notReady } from './outbox.ts';

let current: { readonly userId: string; readonly outbox: Outbox } | null = null;
const nothing: readonly never[] = [];

/** Opens the outbox of the person who is signed in; called once by the page's frame. */
export function openOutbox(userId: string): Outbox {
  if (current?.userId !== userId) {
    current = { userId, outbox: browserOutbox(userId) };
    void current.outbox.open();
  }
  return current.outbox;
}

/** The outbox of who is signed in; null before the page's frame has opened it. */
export const currentOutbox = (): Outbox | null => current?.outbox ?? null;

/**
 * Sends a command through the outbox: kept in this browser until the server has answered, also through a reload.
 * Resolves with the answer, however late it comes. Give `id` only to repeat an earlier command.
 */
export function sendCommand(
  name: string,
  input: Record<string, unknown>,
  options: { readonly id?: string } = {},
): Promise<Result<unknown>> {
  return current ? current.outbox.send(name, input, options.id) : Promise.resolve(notReady());
}

const subscribe = (listener: () => void): (() => void) => current?.outbox.subscribe(listener) ?? (() => undefined);

/** The commands on their way, oldest first. */
export function usePendingCommands(): readonly PendingCommand[] {
  return useSyncExternalStore(
    subscribe,
    () => current?.outbox.pending() ?? nothing,
    () => nothing,
  );
}

/** What was refused after a reload, with the words that were sent. */
export function useRefusedCommands(): {
  readonly refused: readonly RefusedCommand[];
  readonly dismiss: (id: string) => void;
} {
  const refused = useSyncExternalStore(
    subscribe,
    () => current?.outbox.refused() ?? nothing,
    () => nothing,
  );
  return { refused, dismiss: (id) => current?.outbox.dismiss(id) };
}
