'use client';

import type { Editor } from '@tiptap/core';
import { createContext, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { PersonHere } from '@/components/live/use-room.ts';
import type { MarkActs } from '@/components/margin/acts.ts';
import type { ShownAnnotation } from '@/components/margin/pending.ts';
import type { Standing } from '@/components/margin/standing.ts';
import type { AnnotationView } from '@/lib/annotations/schema.ts';
import type { InvestigationView } from '@/lib/investigations/schema.ts';
import type { SourceView, VersionView } from '@/lib/sources/schema.ts';
import type { DrawnMark } from '../drawing/layers.rules.ts';
import type { Peer } from '../use-peers.ts';
import type { Overlay, RoomState, RoomStore, TextRange } from './room-store.ts';

export interface CaseMember {
  readonly id: string;
  readonly name: string;
}

/** What every part of the room stands on. */
export interface Reader {
  readonly source: SourceView;
  readonly version: VersionView;
  readonly investigation: InvestigationView;
  readonly sources: readonly SourceView[];
  /** The people of the case. */
  readonly members: readonly CaseMember[];
  readonly standing: Standing;
  readonly mayMark: boolean;
  /** Where I stopped reading this version; 0: at its beginning. */
  readonly readTo: number;
  /** All marks that I may read, with what waits in the outbox. */
  readonly annotations: readonly ShownAnnotation[];
  /** Whether these are all already; the nearest ones come first. */
  readonly complete: boolean;
  /** Those that the filter lets through. */
  readonly shown: readonly ShownAnnotation[];
  /** Their places in this version, in the order of the text. */
  readonly marks: readonly DrawnMark[];
  /** Everybody else who has this source open. */
  readonly others: readonly PersonHere[];
  /** The same, with what they let us see: where they read, what they select. */
  readonly peers: readonly Peer[];
  readonly editor: Editor | null;
  readonly store: RoomStore;
  /** What can be done with a mark; each can be undone. */
  readonly acts: MarkActs;
  /** Opens a mark's card and brings its words into view; null closes. */
  readonly activate: (id: string | null) => void;
  readonly scrollTo: (offset: number) => void;
  /** P12: the address of the part where an offset stands. */
  readonly labelAt: (offset: number) => string | null;
  /** Where one reads at this moment: the beginning of the first part on the screen. */
  readonly readingAt: () => number;
  /** Where a range stands on the screen. */
  readonly rectOf: (range: TextRange) => DOMRect | null;
  /** Marks what is selected, all its ranges; the toolbar goes away. */
  readonly mark: (kind: AnnotationView['kind'], more?: Record<string, unknown>) => void;
  /** Closes what is open at the selection and lets go of it. */
  readonly leave: () => void;
  /** Tells those who hear the page. */
  readonly say: (words: string) => void;
}

export const ReaderContext = createContext<Reader | null>(null);

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (!reader) throw new Error('useReader is for parts of the reading room');
  return reader;
}

/** A part of what one is doing now; rerenders when that part changes. */
export function useRoomState<Part>(pick: (state: RoomState) => Part): Part {
  return useStore(useReader().store, pick);
}

/** Draws stretches on the text for as long as the caller is there. `overlay` must be memoised. */
export function useOverlay(overlay: Overlay): void {
  const { store } = useReader();
  const [owner] = useState(() => Math.random().toString(36));
  useEffect(() => {
    store.setState(({ overlays }) => ({ overlays: new Map(overlays).set(owner, overlay) }));
  }, [store, owner, overlay]);
  useEffect(
    () => () =>
      store.setState(({ overlays }) => ({ overlays: new Map([...overlays].filter(([key]) => key !== owner)) })),
    [store, owner],
  );
}
