'use client';

import type { Editor } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useLayoutEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { IntervalIndex } from '@/lib/anchors/interval-index.rules.ts';
import { sourceExtensions } from '@/lib/sources/extensions.ts';
import type { VersionView } from '@/lib/sources/schema.ts';
import '../ui/prosemirror.css';
import { documentOf } from './document.ts';
import { DrawingExtension } from './drawing/decorations.ts';
import './drawing/drawing.css';
import type { DrawnMark, DrawnOverlay } from './drawing/layers.rules.ts';
import { useDrawing } from './drawing/use-drawing.ts';
import styles from './text.module.css';
import { useReader } from './room/room-context.ts';
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
  readonly peers: readonly DrawnOverlay[];
  readonly onEditor: (editor: Editor | null) => void;
}) {
  const { version } = useReader();
  const t = useTranslations('reader');
  const content = useMemo(() => documentOf(version), [version]);
  const editor = useEditor(
    {
      extensions: [...sourceExtensions, DrawingExtension],
      content,
      editable: false,
      immediatelyRender: false,
      // Its sheet is ours (prosemirror.css): the content policy lets no style element in.
      injectCSS: false,
      editorProps: { attributes: { role: 'document', 'aria-label': t('text'), tabindex: '0', lang: '' } },
    },
    [content],
  );
  useEffect(() => onEditor(editor), [editor, onEditor]);
  useLabels(editor, version);
  useNear(editor, near);
  useTextPointer(editor, index);
  useDrawing(editor, near, index, peers);

  if (!editor) return <SkeletonText version={version} />;
  return <EditorContent editor={editor} className={styles.text} />;
}

/** Characters in a line of the column, about. */
const LINE = 64;

/**
 * Each block gets its address as an id, so that `#P12` leads to it, its name for the gutter, and how many lines it may
 * have: until it comes near, the browser reckons with them and lays out nothing. Before anything asks where words stand.
 */
function useLabels(editor: Editor | null, version: VersionView): void {
  useLayoutEffect(() => {
    if (!editor) return;
    const elements = editor.view.dom.children;
    for (const [index, block] of version.blocks.entries()) {
      const element = elements[index];
      if (!(element instanceof HTMLElement)) continue;
      element.setAttribute('id', block.label);
      element.setAttribute('data-label', block.label);
      element.style.setProperty('--lines', String(Math.ceil((block.end - block.start) / LINE)));
    }
  }, [editor, version]);
}

/** What is near the screen is laid out, so that places in it are what they will be when it is seen. */
function useNear(editor: Editor | null, { from, to }: BlockWindow): void {
  useLayoutEffect(() => {
    const blocks = [...(editor?.view.dom.children ?? [])].slice(from, to + 1);
    for (const block of blocks) block.toggleAttribute('data-near', true);
    return () => {
      for (const block of blocks) block.toggleAttribute('data-near', false);
    };
  }, [editor, from, to]);
}
