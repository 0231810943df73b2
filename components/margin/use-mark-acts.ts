'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { sendCommand } from '../data/send-command.ts';
import { useToast } from '../ui/toast.tsx';
import type { MarkActs } from './acts.ts';
import { markActs } from './acts.ts';
import { undoLog } from './undo.ts';

/** One set for the whole room: what is undone is the last act of any of its parts. */
export function useMarkActs(): MarkActs {
  const toast = useToast();
  const t = useTranslations('margin.said');
  const log = useMemo(() => undoLog(sendCommand), []);
  return useMemo(() => markActs(log, toast, (key) => t(key)), [log, toast, t]);
}
