'use client';

import type { Editor } from '@tiptap/core';
import { DecorationSet } from '@tiptap/pm/view';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { may } from '@/components/margin/standing.ts';
import type { IntervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import { sourceExtensions } from '@/lib/sources/extensions.ts';
import type { VersionView } from '@/lib/sources/schema.ts';
import type { DrawnMark, DrawnPeer } from './decorations.ts';
import { decorationsFor, DrawingExtension, drawingKey } from './decorations.ts';
import { documentOf } from './document.ts';
import styles from './reader.module.css';
import { useReader, useRoomState } from './room/room-context.ts';
import { toPosition } from './segments.rules.ts';
import { SkeletonText } from './skeleton-text.tsx';
import type { BlockWindow } from './use-block-window.ts';
import { useTextPointer } from './use-text-pointer.ts';

/** The sealed text, read-only, with what is drawn on it near the screen. */
export function ReaderText({
  near,
  index,
  peers,
  onEditor,
}: {
  readonly near: BlockWindow;
  readonly index: IntervalIndex<DrawnMark>;
  readonly peers: readonly DrawnPeer[];
  readonly onEditor: (editor: Editor | null) => void;
}) {
  const { version, annotations, standing } = useReader();
  const t = useTranslations('reader');
  const content = useMemo(() => documentOf(version), [version]);
  const editor = useEditor(
    {
      extensions: [...sourceExtensions, DrawingExtension],
      content,
      editable: false,
      immediatelyRender: false,
      editorProps: { attributes: { role: 'document', 'aria-label': t('text'), tabindex: '0', lang: '' } },
    },
    [content],
  );
  useEffect(() => onEditor(editor), [editor, onEditor]);
  useLabels(editor, version);
  useTextPointer(editor);

  const activeId = useRoomState((state) => state.activeId);
  const caret = useRoomState((state) => state.caret);
  const popup = useRoomState((state) => state.popup);
  const chosen = useRoomState((state) => state.selection);
  const overlays = useRoomState((state) => state.overlays);
  const extra = useRoomState((state) => state.extra);
  const adjusting = useRoomState((state) => state.adjusting);
  // While the words are selected in the browser's own way, it draws them itself.
  const selection = useMemo(
    () => [...extra, ...(chosen && (popup || caret) ? [chosen] : [])],
    [extra, chosen, popup, caret],
  );
  const mine = useMemo(() => {
    const mark = activeId ? annotations.find((one) => one.id === activeId) : undefined;
    return mark !== undefined && !mark.pending && may(standing, 'annotation.update', mark);
  }, [activeId, annotations, standing]);
  useEffect(() => {
    if (!editor) return;
    const { blocks } = version;
    const start = blocks[near.from]?.start ?? 0;
    const end = blocks[Math.min(near.to, blocks.length - 1)]?.end ?? 0;
    const here = index.overlapping(start, end);
    const moving = adjusting?.ranges ?? [];
    const own = here.find((mark) => mark.id === adjusting?.id);
    const shown = decorationsFor({
      blocks,
      // While its ends are moved a mark is drawn where it would be.
      marks: own
        ? [...here.filter((mark) => mark.id !== own.id), ...moving.map((range) => ({ ...own, ...range }))]
        : here,
      handles: adjusting ? moving : mine ? here.filter((mark) => mark.id === activeId) : [],
      overlays: [...overlays].map(([key, { look, ranges }]) => ({
        key,
        look,
        ranges: ranges.filter((range) => range.start < end && range.end > start),
      })),
      peers,
      activeId,
      selection,
      caret: caret?.head ?? null,
    });
    const { state, view } = editor;
    view.dispatch(
      state.tr.setMeta(drawingKey, DecorationSet.create(state.doc, [...shown])).setMeta('addToHistory', false),
    );
  }, [editor, version, index, overlays, peers, activeId, mine, adjusting, selection, caret, near.from, near.to]);

  if (!editor) return <SkeletonText version={version} />;
  return <EditorContent editor={editor} className={styles.text} />;
}

/** Each block gets its address as an id, so that `#P12` leads to it, and its name for the gutter. */
function useLabels(editor: Editor | null, version: VersionView): void {
  useEffect(() => {
    if (!editor) return;
    for (const [index, block] of version.blocks.entries()) {
      const element = editor.view.nodeDOM(toPosition(version.blocks, block.start) - 1);
      if (!(element instanceof HTMLElement)) continue;
      element.id = block.label;
      element.dataset['label'] = block.label;
      element.dataset['index'] = String(index);
    }
  }, [editor, version]);
}
