'use client';

import { useMemo } from 'react';
import { z } from 'zod';
import type { PersonHere } from '@/components/live/use-room.ts';
import { initials, PALETTE } from '@/components/ui/person-color.ts';
import type { DrawnOverlay } from './drawing/layers.rules.ts';

/** What people in the room let each other see. What they send is read, not trusted. */
const state = z.object({
  at: z.number().int().min(0).nullish().catch(null),
  selection: z
    .object({ start: z.number().int().min(0), end: z.number().int().min(0) })
    .nullish()
    .catch(null),
  active: z.string().max(40).nullish().catch(null),
  writing: z.string().max(40).nullish().catch(null),
  leading: z.boolean().nullish().catch(null),
});

export interface Peer {
  readonly userId: string;
  readonly clientId: string;
  readonly name: string;
  readonly initials: string;
  readonly color: string;
  /** Where they read. */
  readonly at: number | null;
  readonly selection: { readonly start: number; readonly end: number } | null;
  readonly active: string | null;
  readonly writing: string | null;
  /** They ask the others to follow. */
  readonly leading: boolean;
}

/** Colleagues in the room; of one with several tabs the one that came last. */
export function usePeers(people: readonly PersonHere[], meId: string): readonly Peer[] {
  return useMemo(() => {
    const peers = new Map<string, Peer>();
    for (const person of people) {
      if (person.userId === meId) continue;
      const { at, selection, active, writing, leading } = state.parse(person.state);
      peers.set(person.userId, {
        ...{ userId: person.userId, clientId: person.clientId, name: person.name, color: person.color },
        initials: initials(person.name),
        at: at ?? null,
        selection: selection && selection.end > selection.start ? selection : null,
        active: active ?? null,
        writing: writing ?? null,
        leading: leading ?? false,
      });
    }
    return [...peers.values()];
  }, [people, meId]);
}

/** Their selections, to be drawn in the text in the colour of each. */
export const drawnPeers = (peers: readonly Peer[]): readonly DrawnOverlay[] =>
  peers.flatMap(({ selection, color }) =>
    selection ? [{ look: `peer-${PALETTE.findIndex((one) => one === color)}`, ranges: [selection] }] : [],
  );
