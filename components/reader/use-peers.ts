'use client';

import { useMemo } from 'react';
import { z } from 'zod';
import type { PersonHere } from '@/components/live/use-room.ts';
import type { DrawnPeer } from './decorations.ts';

const selected = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) });

/** Colleagues' selections, as far as they have one. What they send is read, not trusted. */
export function usePeers(people: readonly PersonHere[], meId: string): readonly DrawnPeer[] {
  return useMemo(
    () =>
      people.flatMap((person) => {
        const range = selected.safeParse(person.state['selection']).data;
        if (!range || person.userId === meId || range.end < range.start) return [];
        return [{ id: person.clientId, ...range, name: person.name.split(' ')[0] ?? person.name, color: person.color }];
      }),
    [people, meId],
  );
}
