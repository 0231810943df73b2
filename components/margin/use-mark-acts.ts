'use client';

import { useMemo } from 'react';
import { sendCommand } from '../data/send-command.ts';
import { useToast } from '../ui/toast.tsx';
import type { MarkActs } from './acts.ts';
import { markActs } from './acts.ts';

export function useMarkActs(): MarkActs {
  const toast = useToast();
  return useMemo(() => markActs(sendCommand, toast), [toast]);
}
