'use client';

import type { Editor, Extensions } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import CollaborationCaret from '@tiptap/extension-collaboration-caret';
import Placeholder from '@tiptap/extension-placeholder';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { Button } from '@/components/ui/button.tsx';
import { personColor } from '@/components/ui/person-color.ts';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import '../ui/prosemirror.css';
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
  const t = useTranslations('live.editor');
  if (status.kind === 'reload') {
    return (
      <>
        <p role="alert">
          {status.why}{' '}
          <Button variant="quiet" onClick={() => window.location.reload()}>
            {t('reload')}
          </Button>
        </p>
        <SetAside text={text} />
      </>
    );
  }
  if (!text || !ready) return <p className={styles.loading}>{status.kind === 'refused' ? status.why : t('opening')}</p>;
  return (
    <>
      <SetAside text={text} />
      <Ready {...rest} text={text} editable={rest.editable && writable} />
    </>
  );
}

const never = () => () => undefined;

/** Words of an earlier visit that do not fit this document any more: nobody's words vanish without being shown. */
function SetAside({ text }: { readonly text: LiveText | null }) {
  const t = useTranslations('live.editor');
  const words = useSyncExternalStore(
    text?.setAside.subscribe ?? never,
    () => text?.setAside.get() ?? '',
    () => '',
  );
  if (words === '') return null;
  return (
    <div role="alert" className={styles.aside}>
      <p>{t('aside')}</p>
      <blockquote>{words}</blockquote>
      <Button variant="quiet" onClick={() => text?.dismissAside()}>
        {t('dismissAside')}
      </Button>
    </div>
  );
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
      // Its sheet is ours (prosemirror.css): the content policy lets no style element in.
      injectCSS: false,
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
