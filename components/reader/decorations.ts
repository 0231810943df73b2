import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { Spot } from './segments.rules.ts';
import { segments, toPosition } from './segments.rules.ts';

export interface DrawnMark extends Spot {
  readonly kind: string;
  readonly pending: boolean;
  readonly resolved: boolean;
  /** For screen readers: "claim by Mo Okafor". */
  readonly words: string;
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
  readonly selection: { readonly start: number; readonly end: number } | null;
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
  const own =
    drawing.selection && drawing.selection.end > drawing.selection.start
      ? [Decoration.inline(at(drawing.selection.start), at(drawing.selection.end), { class: 'rt-selection' })]
      : [];
  const caret =
    drawing.caret === null ? [] : [Decoration.widget(at(drawing.caret), caretElement, { side: 1, key: 'caret' })];
  return [...overlays, ...marks, ...said, ...peers, ...own, ...caret];
}

function hidden(words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'visually-hidden';
  element.textContent = words;
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
