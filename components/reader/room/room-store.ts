import { createStore } from 'zustand/vanilla';
import type { AnnotationKind } from '@/lib/annotations/rules.ts';
import type { Adjusting } from '../adjust.rules.ts';
import { joined } from '../adjust.rules.ts';
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
  /** One of `looks` in drawing/layers.rules.ts; what it is stands in drawing/drawing.css. */
  readonly look: string;
  readonly ranges: readonly OverlayRange[];
  /** Its words are said after the part in which it ends, as those of marks are. */
  readonly said?: boolean;
  readonly onPick?: ((ids: readonly string[], at: DOMRect) => void) | undefined;
}

/** What every selection becomes while one paints (ANN-11). */
export interface Paint {
  readonly kind: Extract<AnnotationKind, 'highlight' | 'tag'>;
  readonly tags: readonly string[];
}

/** What one person is doing in the room right now. Nothing of it is kept. */
export interface RoomState {
  /** The selected words, snapped. */
  readonly selection: TextRange | null;
  /** Further ranges of the mark that is being made. */
  readonly extra: readonly TextRange[];
  /** The caret of the keyboard, while one reads with it (`v`). */
  readonly caret: KeyboardSelection | null;
  readonly activeId: string | null;
  /** Which popup stands at the selection; a name of `popups` in plugins.tsx. */
  readonly popup: string | null;
  /** Several marks lie where one clicked: which is meant? */
  readonly chooser: { readonly ids: readonly string[]; readonly at: DOMRect } | null;
  readonly adjusting: Adjusting | null;
  readonly paint: Paint | null;
  /** Whom I follow: their user id. */
  readonly following: string | null;
  /** I ask the others to follow me. */
  readonly leading: boolean;
  /** In which thread I write. */
  readonly writing: string | null;
  readonly dialog: 'keys' | 'palette' | null;
  /** Where the rail is a sheet: whether it is there. */
  readonly railOpen: boolean;
  readonly filter: Filter;
  /** On its way to paper: everything is drawn, and marks have the numbers of their notes. */
  readonly printing: boolean;
  readonly overlays: ReadonlyMap<string, Overlay>;
  /** The last thing said to those who hear the page. */
  readonly said: string;
}

export const roomStore = (filter: Filter) =>
  createStore<RoomState>(() => ({
    selection: null,
    extra: [],
    caret: null,
    activeId: null,
    popup: null,
    chooser: null,
    adjusting: null,
    paint: null,
    following: null,
    leading: false,
    writing: null,
    dialog: null,
    railOpen: false,
    filter,
    printing: false,
    overlays: new Map(),
    said: '',
  }));
export type RoomStore = ReturnType<typeof roomStore>;

/** All that is selected, in the order of the text. */
export const selectedRanges = ({ selection, extra }: Pick<RoomState, 'selection' | 'extra'>): readonly TextRange[] =>
  joined(selection ? [...extra, selection] : extra);
