'use client';

import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { othersHere, useRoom } from '@/components/live/use-room.ts';
import { drawnPeers, usePeers } from '../use-peers.ts';
import type { RoomStore } from './room-store.ts';

/** Lets the others see where I read, what I select and where I write; and says who they are. */
export function usePresence(store: RoomStore, sourceId: string, meId: string, at: number) {
  const { people, setState } = useRoom({ kind: 'source', id: sourceId });
  const selection = useStore(store, (state) => state.selection);
  const active = useStore(store, (state) => state.activeId);
  const writing = useStore(store, (state) => state.writing);
  const leading = useStore(store, (state) => state.leading);
  useEffect(
    () => setState({ at, selection, active, writing, leading }),
    [setState, at, selection, active, writing, leading],
  );
  const others = useMemo(() => othersHere(people, meId), [people, meId]);
  const peers = usePeers(people, meId);
  const drawn = useMemo(() => drawnPeers(peers), [peers]);
  const colleagues = useMemo(
    () => peers.map((peer) => ({ name: peer.name, activeId: peer.active, writing: peer.writing })),
    [peers],
  );
  return { others, peers, drawn, colleagues };
}
