import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { DrawnMark, Stretch } from '@/components/reader/drawing/layers.rules.ts';
import { segments, toPosition } from '@/components/reader/drawing/segments.rules.ts';

/** What is drawn on a draft: its marks, which of them is open, and what is being marked. */
export interface DraftDrawing {
  readonly blocks: readonly Stretch[];
  readonly marks: readonly DrawnMark[];
  readonly activeId: string | null;
  readonly selection: Stretch | null;
}

const drawing = new PluginKey<DecorationSet>('draft-drawing');

/**
 * Marks as decorations of the editor, which knows where its words went: a draft changes under them, other than the sealed
 * text, whose marks are painted beside it. The document itself is never touched.
 */
export const DraftDrawingExtension = Extension.create({
  name: 'draftDrawing',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key: drawing,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, before) => {
          const given: unknown = transaction.getMeta(drawing);
          if (given instanceof DecorationSet) return given;
          // Until it is drawn again, what is there goes along with what is written.
          return transaction.docChanged ? before.map(transaction.mapping, transaction.doc) : before;
        },
      },
      props: { decorations: (state) => drawing.getState(state) },
    }),
  ],
});

export function drawOn(view: EditorView, drawn: DraftDrawing): void {
  const { state } = view;
  const set = DecorationSet.create(state.doc, decorationsFor(drawn));
  view.dispatch(state.tr.setMeta(drawing, set).setMeta('addToHistory', false));
}

function decorationsFor({ blocks, marks, activeId, selection }: DraftDrawing): Decoration[] {
  const at = (offset: number): number => toPosition(blocks, offset);
  const stretches = segments(marks).map(({ start, end, items }) => {
    const kinds = [...new Set(items.map((item) => item.kind))];
    return Decoration.inline(at(start), at(end), {
      class: [
        'rt-mark',
        ...kinds.map((kind) => `rt-${kind}`),
        items.some((item) => item.id === activeId) ? 'rt-active' : '',
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
  // Said once, before the words, for those who hear the page (UX-2).
  const said = marks.map((mark) =>
    Decoration.widget(at(mark.start), () => hidden(`[${mark.words}: `), {
      side: -1,
      key: `said-${mark.id}-${mark.words}`,
    }),
  );
  const own = selection ? [Decoration.inline(at(selection.start), at(selection.end), { class: 'rt-selection' })] : [];
  return [...stretches, ...said, ...own];
}

function hidden(words: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'visually-hidden';
  element.textContent = words;
  return element;
}
