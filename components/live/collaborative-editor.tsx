'use client';

import type { Editor, Extensions } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import Placeholder from '@tiptap/extension-placeholder';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useMemo } from 'react';
import { z } from 'zod';
import { personColor } from '@/components/ui/person-color.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import styles from './live.module.css';
import { useLiveText, useTextStatus } from './use-live-text.ts';

interface EditorProps {
  readonly documentId: string;
  readonly schemaVersion: number;
  readonly extensions: Extensions;
  /** Whether this person may write; the server decides again. */
  readonly editable: boolean;
  /** What the field is, for screen readers. */
  readonly label: string;
  readonly placeholder?: string;
  readonly onEditor?: (editor: Editor | null) => void;
  readonly onText?: (text: LiveText | null) => void;
}

/** A Tiptap editor on a live document. It appears after the first sync: an editor on an empty copy could write into it. */
export function CollaborativeEditor({ documentId, schemaVersion, onText, ...rest }: EditorProps) {
  const text = useLiveText(documentId, schemaVersion);
  const { ready, writable, status } = useTextStatus(text);
  useEffect(() => onText?.(text), [text, onText]);
  if (status.kind === 'reload') return <p role="alert">{status.why}</p>;
  if (!text || !ready) return <p className={styles.loading}>{status.kind === 'refused' ? status.why : 'Opening …'}</p>;
  return <Ready {...rest} text={text} editable={rest.editable && writable} />;
}

const caretUser = z.object({ id: z.string(), name: z.string() });

function Ready({
  text,
  extensions,
  editable,
  label,
  placeholder,
  onEditor,
}: Omit<EditorProps, 'documentId' | 'schemaVersion' | 'onText'> & { readonly text: LiveText }) {
  const all = useMemo(
    () => [
      ...extensions,
      Collaboration.configure({ document: text.doc }),
      CollaborationCaret.configure({
        provider: text,
        // The server puts the person in: what others see is who one is signed in as.
        user: {},
        render: renderCaret,
        selectionRender: (user: unknown) => ({
          style: `background-color: ${personColor(caretUser.safeParse(user).data?.id ?? '')}33`,
        }),
      }),
      ...(placeholder ? [Placeholder.configure({ placeholder })] : []),
    ],
    [extensions, text, placeholder],
  );
  const editor = useEditor(
    {
      extensions: all,
      editable,
      immediatelyRender: false,
      editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
    },
    [all],
  );
  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);
  useEffect(() => onEditor?.(editor), [editor, onEditor]);
  return <EditorContent editor={editor} className={styles.editor} />;
}

function renderCaret(user: unknown): HTMLElement {
  const person = caretUser.safeParse(user).data;
  const caret = document.createElement('span');
  caret.className = 'collaboration-carets__caret';
  caret.style.setProperty('--caret', personColor(person?.id ?? ''));
  const label = document.createElement('span');
  label.className = 'collaboration-carets__label';
  label.textContent = person?.name ?? '';
  caret.append(label);
  return caret;
}
