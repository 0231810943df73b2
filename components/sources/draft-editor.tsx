'use client';

import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CollaborativeEditor } from '@/components/live/collaborative-editor.tsx';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { DRAFT_SCHEMA_VERSION, sourceExtensions } from '@/lib/sources/extensions.ts';
import { DraftDrawingExtension } from './draft-drawing.ts';
import marks from './draft-marks.module.css';
import type { DraftPart } from './draft-roles.ts';
import { blockAtCaret, draftRoles, giveRole, indexAgain, partsOf, roleOf, startOf } from './draft-roles.ts';
import styles from './draft.module.css';
import { RoleMenu } from './role-menu.tsx';

/** The block whose role can be changed now: where the pointer is, else where the caret is. */
interface Handle {
  readonly at: number;
  readonly role: BlockRole;
  /** Cap1; nothing for an empty part. */
  readonly label: string;
  /** Pixels from the top of the sheet. */
  readonly top: number;
  /** What the block is found again by while the menu is open and colleagues write. */
  readonly doc: Node;
  readonly index: number;
  readonly open: boolean;
}

function handleOn(editor: Editor, at: number, open: boolean): Handle | null {
  const { doc } = editor.state;
  const node = at < doc.content.size ? doc.resolve(at).nodeAfter : null;
  const element = editor.view.nodeDOM(at);
  const sheet = editor.view.dom.closest('[data-sheet]');
  if (!node || !(element instanceof HTMLElement) || !sheet) return null;
  const top = element.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
  const role = roleOf(node);
  const label = element.dataset['label'] ?? '';
  return { at, role, label, top, doc, index: doc.resolve(at).index(), open };
}

/** Where the block of an open menu is after others have written; null when that cannot be told, and the menu closes. */
function foundAgain(editor: Editor, handle: Handle): Handle | null {
  const index = indexAgain(editor.state.doc, handle);
  return index === null ? null : handleOn(editor, startOf(editor.state.doc, index), true);
}

/** The draft's text with its roles in the gutter. */
export function DraftEditor({
  documentId,
  editable,
  onParts,
  onText,
  onEditor,
  onMark,
}: {
  readonly documentId: string;
  readonly editable: boolean;
  readonly onParts: (parts: readonly DraftPart[]) => void;
  readonly onText: (text: LiveText | null) => void;
  readonly onEditor: (editor: Editor | null) => void;
  /** Alt+M: whether there was something to mark. */
  readonly onMark: () => boolean;
}) {
  const t = useTranslations('sources');
  const [editor, setEditor] = useState<Editor | null>(null);
  const [handle, setHandle] = useState<Handle | null>(null);
  // Made once: new extensions would mean a new editor.
  const [extensions] = useState(() => [
    ...sourceExtensions,
    DraftDrawingExtension,
    draftRoles({ guess: t('draft.guess'), role: (role) => t(`roles.${role}`) }, (of, at) =>
      setHandle(handleOn(of, at, true)),
    ),
  ]);
  useEffect(() => onEditor(editor), [editor, onEditor]);

  useEffect(() => {
    if (!editor) return;
    const changed = () => onParts(partsOf(editor.state.doc));
    const follow = () =>
      setHandle((before) => {
        if (editor.isDestroyed || !editor.isEditable) return null;
        return before?.open ? foundAgain(editor, before) : handleOn(editor, blockAtCaret(editor.state), false);
      });
    changed();
    editor.on('update', changed);
    editor.on('transaction', follow);
    window.addEventListener('resize', follow);
    return () => {
      editor.off('update', changed);
      editor.off('transaction', follow);
      window.removeEventListener('resize', follow);
    };
  }, [editor, onParts]);

  const close = () => setHandle((before) => before && { ...before, open: false });
  const backToText = () => editor?.commands.focus(undefined, { scrollIntoView: false });

  function choose(role: BlockRole) {
    if (editor && handle) giveRole(editor, role, handle.at);
    close();
    backToText();
  }

  function onPointerMove(event: PointerEvent) {
    if (!editor || handle?.open || !editable) return;
    // Also from the gutter beside a block, where the pointer goes to reach its role.
    const box = editor.view.dom.getBoundingClientRect();
    const found = editor.view.posAtCoords({ left: box.left + box.width / 2, top: event.clientY });
    if (!found) return;
    const at = editor.state.doc.resolve(found.pos);
    setHandle(handleOn(editor, at.depth === 0 ? found.pos : at.before(1), false));
  }

  // By the key's place: with Alt held some keyboards write another sign.
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey && !event.ctrlKey && event.code === 'KeyM' && onMark()) event.preventDefault();
  }

  return (
    // The keys and the pointer belong to the editor inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={`${styles.sheet} ${marks.marked}`} data-sheet onPointerMove={onPointerMove} onKeyDown={onKeyDown}>
      {editable && handle ? (
        <div className={styles.handle} style={{ top: handle.top }}>
          <button
            type="button"
            className={styles.handleButton}
            aria-haspopup="menu"
            aria-expanded={handle.open}
            aria-keyshortcuts="Alt+R"
            onClick={() => {
              setHandle({ ...handle, open: !handle.open });
              if (handle.open) backToText();
            }}
            onMouseDown={(event) => event.preventDefault()}
          >
            {`${t(`roles.${handle.role}`)} ${handle.label}`.trim()}
            <span className="visually-hidden">: {t('draft.role')}</span>
            <span aria-hidden="true"> ▾</span>
          </button>
          {handle.open ? (
            <RoleMenu
              role={handle.role}
              onChoose={choose}
              onLeave={close}
              onEscape={() => {
                close();
                backToText();
              }}
            />
          ) : null}
        </div>
      ) : null}
      <CollaborativeEditor
        documentId={documentId}
        extensions={extensions}
        schemaVersion={DRAFT_SCHEMA_VERSION}
        editable={editable}
        label={t('draft.text')}
        onEditor={setEditor}
        onText={onText}
      />
    </div>
  );
}
