import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Spot } from './segments.rules.ts';
import { segments, toPosition } from './segments.rules.ts';

export interface DrawnMark extends Spot {
  readonly kind: string;
  readonly pending: boolean;
  readonly resolved: boolean;
  readonly hidden: boolean;
  /** Of a tag's or highlight's first tag: the name of its colour. */
  readonly color: string | null;
  /** For screen readers: "claim by Mo Okafor". */
  readonly words: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A colleague's selection. */
export interface DrawnPeer extends Spot {
  readonly name: string;
  readonly color: string;
}

/** Everything that is drawn on the text now; only what is near the screen (ANN-9). */
export interface Drawing {
  readonly blocks: readonly { readonly start: number; readonly end: number }[];
  readonly marks: readonly DrawnMark[];
  /** What other parts of the room draw besides: by the key of its owner. */
  readonly overlays: readonly {
    readonly key: string;
    readonly look: string;
    readonly ranges: readonly (Spot & { readonly words: string })[];
  }[];
  readonly peers: readonly DrawnPeer[];
  readonly activeId: string | null;
  /** One's own selection while a popup has the focus, or while it is made with the keyboard. */
  readonly selection: readonly Stretch[];
  /** Of the active mark whose ends can be dragged: its ranges. */
  readonly handles: readonly Stretch[];
  /** Where the keyboard's caret stands. */
  readonly caret: number | null;
}

export const drawingKey = new PluginKey<DecorationSet>('drawing');

/** Draws marks, colleagues' selections and one's own as decorations; the document itself is never touched. */
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

export function decorationsFor(drawing: Drawing): readonly Decoration[] {
  const { blocks, activeId } = drawing;
  const at = (offset: number): number => toPosition(blocks, offset);
  const marks = segments(drawing.marks).map(({ start, end, items }) => {
    const kinds = [...new Set(items.map((item) => item.kind))];
    const active = items.some((item) => item.id === activeId);
    return Decoration.inline(at(start), at(end), {
      class: [
        'rt-mark',
        ...kinds.map((kind) => `rt-${kind}`),
        active ? 'rt-active' : '',
        items.every((item) => item.pending) ? 'rt-pending' : '',
        items.every((item) => item.resolved) ? 'rt-resolved' : '',
        items.some((item) => item.hidden) ? 'rt-private' : '',
        items.length > 1 ? `rt-deep rt-deep-${Math.min(items.length, 4)}` : '',
        ...items.flatMap((item) => (item.color ? [`rt-tag-${item.color}`] : [])),
      ]
        .filter(Boolean)
        .join(' '),
      'data-marks': items.map((item) => item.id).join(' '),
      title: items.map((item) => item.words).join('; '),
    });
  });
  const overlays = drawing.overlays.flatMap(({ key, look, ranges }) =>
    segments(ranges).map(({ start, end, items }) =>
      Decoration.inline(at(start), at(end), {
        class: `rt-${look}`,
        'data-overlay': key,
        'data-ids': items.map((item) => item.id).join(' '),
        title: items.map((item) => item.words).join('; '),
      }),
    ),
  );
  // Said once, before the words, for those who hear the page (UX-2).
  const said = drawing.marks.map((mark) =>
    Decoration.widget(at(mark.start), () => hidden(`[${mark.words}: `), {
      side: -1,
      key: `said-${mark.id}-${mark.words}`,
    }),
  );
  const peers = drawing.peers.flatMap((peer) => [
    ...(peer.end > peer.start
      ? [Decoration.inline(at(peer.start), at(peer.end), { class: 'rt-peer', style: `--peer: ${peer.color}` })]
      : []),
    Decoration.widget(at(peer.end), () => flag(peer), { side: 1, key: `peer-${peer.id}` }),
  ]);
  const own = drawing.selection
    .filter(({ start, end }) => end > start)
    .map(({ start, end }) => Decoration.inline(at(start), at(end), { class: 'rt-selection' }));
  const handles = drawing.handles.flatMap(({ start, end }, index) => [
    Decoration.widget(at(start), () => handle(index, 'start'), { side: -1, key: `handle-${index}-start` }),
    Decoration.widget(at(end), () => handle(index, 'end'), { side: 1, key: `handle-${index}-end` }),
  ]);
  const caret =
    drawing.caret === null ? [] : [Decoration.widget(at(drawing.caret), caretElement, { side: 1, key: 'caret' })];
  return [...overlays, ...marks, ...said, ...peers, ...own, ...handles, ...caret];
}

function hidden(words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'visually-hidden';
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

function flag({ name, color }: DrawnPeer): HTMLElement {
  const element = document.createElement('span');
  element.className = 'rt-flag';
  element.style.setProperty('--peer', color);
  element.dataset['name'] = name;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

function caretElement(): HTMLElement {
  const element = document.createElement('span');
  element.className = 'rt-caret';
  return element;
}
