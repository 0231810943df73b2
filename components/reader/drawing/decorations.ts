import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { toPosition } from './segments.rules.ts';
import type { Stretch } from './layers.rules.ts';

/**
 * What stands between the words: for who hears the page, for the hands, and where the caret is. Nothing of it comes from
 * colleagues in the middle of a part: nodes that change while somebody selects words there would undo the selection.
 */
export interface Standing {
  readonly blocks: readonly Stretch[];
  /** By the offset where a part ends: what is said about it after its words. */
  readonly said: ReadonlyMap<number, string>;
  /** Of the active mark whose ends can be dragged: its ranges. */
  readonly handles: readonly Stretch[];
  /** On paper: by the offset where a mark ends, the number of its note. */
  readonly notes: readonly { readonly at: number; readonly number: number }[];
  /** Words that were redacted, and what is said of them (ACC-8). */
  readonly bars: readonly (Stretch & { readonly words: string })[];
  /** Where the keyboard's caret stands. */
  readonly caret: number | null;
}

export const drawingKey = new PluginKey<DecorationSet>('drawing');

/** Holds what stands between the words as decorations; the document itself is never touched. */
export const DrawingExtension = Extension.create({
  name: 'drawing',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: drawingKey,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, before) => {
          const given: unknown = transaction.getMeta(drawingKey);
          return given instanceof DecorationSet ? given : before;
        },
      },
      props: { decorations: (state) => drawingKey.getState(state) },
    }),
  ],
});

export function decorationsFor({ blocks, ...standing }: Standing): Decoration[] {
  const at = (offset: number): number => toPosition(blocks, offset);
  const said = [...standing.said].map(([end, words]) =>
    Decoration.widget(at(end), () => hidden(words), { side: 1, key: `said-${words}` }),
  );
  const handles = standing.handles.flatMap(({ start, end }, index) => [
    Decoration.widget(at(start), () => handle(index, 'start'), { side: -1, key: `handle-${index}-start` }),
    Decoration.widget(at(end), () => handle(index, 'end'), { side: 1, key: `handle-${index}-end` }),
  ]);
  const caret =
    standing.caret === null ? [] : [Decoration.widget(at(standing.caret), caretElement, { side: 1, key: 'caret' })];
  const notes = standing.notes.map(({ at: place, number }) =>
    Decoration.widget(at(place), () => noteNumber(number), { side: 1, key: `note-${number}` }),
  );
  // Bars stand in the text itself; here they get their look, and say when and why.
  const bars = standing.bars.map(({ start, end, words }) =>
    Decoration.inline(at(start), at(end), { class: 'rt-bar', title: words, role: 'img', 'aria-label': words }),
  );
  return [...said, ...handles, ...notes, ...caret, ...bars];
}

function hidden(words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'visually-hidden rt-said';
  element.textContent = words;
  return element;
}

/** Grips at the ends of one's active mark; the keyboard's way is the act `adjust`. */
function handle(index: number, end: 'start' | 'end'): HTMLElement {
  const element = document.createElement('span');
  element.className = `rt-handle rt-handle-${end}`;
  element.dataset['handle'] = `${index} ${end}`;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function caretElement(): HTMLElement {
  const element = document.createElement('span');
  element.className = 'rt-caret';
  return element;
}

function noteNumber(number: number): HTMLElement {
  const element = document.createElement('sup');
  element.className = 'rt-number';
  element.textContent = String(number);
  return element;
}
