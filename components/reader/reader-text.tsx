'use client';

import type { Editor } from '@tiptap/core';
import { DecorationSet } from '@tiptap/pm/view';
import { EditorContent, useEditor } from '@tiptap/react';
import { useCallback, useEffect, useMemo } from 'react';
import { intervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import { snapToCharacters, snapToWords } from '@/lib/anchors/segment.rules.ts';
import { sourceExtensions } from '@/lib/sources/extensions.ts';
import type { VersionView } from '@/lib/sources/schema.ts';
import type { Drawing } from './decorations.ts';
import { decorationsFor, DrawingExtension, drawingKey } from './decorations.ts';
import { documentOf } from './document.ts';
import styles from './reader.module.css';
import { toOffset, toPosition } from './segments.rules.ts';
import type { BlockWindow } from './use-block-window.ts';

export interface TextRange {
  readonly start: number;
  readonly end: number;
}

interface ReaderTextProps {
  readonly version: VersionView;
  readonly drawing: Omit<Drawing, 'blocks'>;
  readonly near: BlockWindow;
  readonly onEditor: (editor: Editor | null) => void;
  readonly onSelect: (range: TextRange | null) => void;
  readonly onMarks: (ids: readonly string[], at: DOMRect) => void;
}

/** The sealed text, read-only, with what is drawn on it near the screen. */
export function ReaderText({ version, drawing, near, onEditor, onSelect, onMarks }: ReaderTextProps) {
  const content = useMemo(() => documentOf(version), [version]);
  const editor = useEditor(
    {
      extensions: [...sourceExtensions, DrawingExtension],
      content,
      editable: false,
      immediatelyRender: false,
      editorProps: { attributes: { role: 'document', 'aria-label': 'The sealed text', tabindex: '0', lang: '' } },
    },
    [content],
  );
  useEffect(() => onEditor(editor), [editor, onEditor]);
  useLabels(editor, version);

  const index = useMemo(() => intervalIndex(drawing.marks), [drawing.marks]);
  useEffect(() => {
    if (!editor) return;
    const { blocks } = version;
    const start = blocks[near.from]?.start ?? 0;
    const end = blocks[Math.min(near.to, blocks.length - 1)]?.end ?? 0;
    const shown = decorationsFor({ ...drawing, blocks, marks: index.overlapping(start, end) });
    const { state, view } = editor;
    view.dispatch(
      state.tr.setMeta(drawingKey, DecorationSet.create(state.doc, [...shown])).setMeta('addToHistory', false),
    );
  }, [editor, version, drawing, index, near.from, near.to]);

  const readSelection = useCallback(
    (exactly: boolean) => {
      const selection = window.getSelection();
      if (!editor || !selection || selection.isCollapsed || !selection.anchorNode || !selection.focusNode) {
        onSelect(null);
        return;
      }
      const { view } = editor;
      if (!view.dom.contains(selection.anchorNode) || !view.dom.contains(selection.focusNode)) return;
      const ends = [
        view.posAtDOM(selection.anchorNode, selection.anchorOffset),
        view.posAtDOM(selection.focusNode, selection.focusOffset),
      ];
      const [from, to] = ends.map((position) => toOffset(version.blocks, position)).sort((a, b) => a - b);
      if (from === undefined || to === undefined) return;
      // Whole words unless Alt is held; never half a character (ANN-3).
      onSelect((exactly ? snapToCharacters : snapToWords)(version.text, from, to));
    },
    [editor, version, onSelect],
  );

  useEffect(() => {
    const up = (event: PointerEvent | KeyboardEvent) => {
      if (event.target instanceof Element && event.target.closest('[data-keeps-selection], dialog, input, textarea'))
        return;
      // After the click has been dealt with: a click beside the selection collapses it only then.
      requestAnimationFrame(() => readSelection(event.altKey));
    };
    // Handles on a phone move without pointer events.
    const changed = () => {
      if (window.matchMedia('(pointer: coarse)').matches) readSelection(false);
    };
    document.addEventListener('pointerup', up);
    document.addEventListener('selectionchange', changed);
    return () => {
      document.removeEventListener('pointerup', up);
      document.removeEventListener('selectionchange', changed);
    };
  }, [readSelection]);

  useEffect(() => {
    const text = editor?.view.dom;
    if (!text) return;
    // The mouse's way to a mark; the keyboard's is j and k.
    const onClick = ({ target }: MouseEvent) => {
      if (window.getSelection()?.isCollapsed === false) return;
      const mark = target instanceof Element ? target.closest('[data-marks]') : null;
      onMarks(mark?.getAttribute('data-marks')?.split(' ') ?? [], mark?.getBoundingClientRect() ?? new DOMRect());
    };
    text.addEventListener('click', onClick);
    return () => text.removeEventListener('click', onClick);
  }, [editor, onMarks]);

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
