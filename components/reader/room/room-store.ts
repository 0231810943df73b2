import { createStore } from 'zustand/vanilla';
import type { Filter } from '../filter.rules.ts';
import type { KeyboardSelection } from '../keyboard-selection.rules.ts';

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A stretch that a part of the room draws on the text besides the marks: a suggestion, a search hit. */
export interface OverlayRange extends TextRange {
  readonly id: string;
  /** Said by screen readers and shown on hover. */
  readonly words: string;
}

export interface Overlay {
  /** The class of its stretches is `rt-<look>`; looks stand in text.module.css. */
  readonly look: string;
  readonly ranges: readonly OverlayRange[];
  readonly onPick?: ((ids: readonly string[], at: DOMRect) => void) | undefined;
}

/** What one person is doing in the room right now. Nothing of it is kept. */
export interface RoomState {
  /** The selected words, snapped. */
  readonly selection: TextRange | null;
  /** The caret of the keyboard, while one reads with it (`v`). */
  readonly caret: KeyboardSelection | null;
  readonly activeId: string | null;
  /** Which popup stands at the selection; a name of `popups` in plugins.tsx. */
  readonly popup: string | null;
  /** Several marks lie where one clicked: which is meant? */
  readonly chooser: { readonly ids: readonly string[]; readonly at: DOMRect } | null;
  readonly dialog: 'keys' | 'palette' | null;
  readonly filter: Filter;
  readonly overlays: ReadonlyMap<string, Overlay>;
}

export const roomStore = (filter: Filter) =>
  createStore<RoomState>(() => ({
    selection: null,
    caret: null,
    activeId: null,
    popup: null,
    chooser: null,
    dialog: null,
    filter,
    overlays: new Map(),
  }));
export type RoomStore = ReturnType<typeof roomStore>;
