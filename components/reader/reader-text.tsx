'use client';

import type { Editor } from '@tiptap/core';
import { DecorationSet } from '@tiptap/pm/view';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { intervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import { sourceExtensions } from '@/lib/sources/extensions.ts';
import type { VersionView } from '@/lib/sources/schema.ts';
import type { DrawnPeer } from './decorations.ts';
import { decorationsFor, DrawingExtension, drawingKey } from './decorations.ts';
import { documentOf } from './document.ts';
import styles from './reader.module.css';
import { useReader, useRoomState } from './room/room-context.ts';
import { toPosition } from './segments.rules.ts';
import type { BlockWindow } from './use-block-window.ts';
import { useTextPointer } from './use-text-pointer.ts';

/** The sealed text, read-only, with what is drawn on it near the screen. */
export function ReaderText({
  near,
  peers,
  onEditor,
}: {
  readonly near: BlockWindow;
  readonly peers: readonly DrawnPeer[];
  readonly onEditor: (editor: Editor | null) => void;
}) {
  const { version, marks } = useReader();
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
  // While the words are selected in the browser's own way, it draws them itself.
  const selection = popup || caret ? chosen : null;
  const index = useMemo(() => intervalIndex(marks), [marks]);
  useEffect(() => {
    if (!editor) return;
    const { blocks } = version;
    const start = blocks[near.from]?.start ?? 0;
    const end = blocks[Math.min(near.to, blocks.length - 1)]?.end ?? 0;
    const shown = decorationsFor({
      blocks,
      marks: index.overlapping(start, end),
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
  }, [editor, version, index, overlays, peers, activeId, selection, caret, near.from, near.to]);

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
