'use client';

import type { Editor } from '@tiptap/core';
import type { PointerEvent } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { CollaborativeEditor } from '@/components/live/collaborative-editor.tsx';
import type { LiveText } from '@/lib/live/client/live-text.ts';
import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { roleWords } from '@/lib/sources/blocks.rules.ts';
import { DRAFT_SCHEMA_VERSION, sourceExtensions } from '@/lib/sources/extensions.ts';
import type { DraftPart } from './draft-roles.ts';
import { blockAtCaret, draftRoles, giveRole, partsOf } from './draft-roles.ts';
import styles from './draft.module.css';
import { RoleMenu } from './role-menu.tsx';

/** The block whose role can be changed now: where the pointer is, else where the caret is. */
interface Handle {
  readonly at: number;
  readonly role: BlockRole;
  /** Pixels from the top of the sheet. */
  readonly top: number;
}

/** The draft's text with its roles in the gutter. */
export function DraftEditor({
  documentId,
  editable,
  onParts,
  onText,
}: {
  readonly documentId: string;
  readonly editable: boolean;
  readonly onParts: (parts: readonly DraftPart[]) => void;
  readonly onText: (text: LiveText | null) => void;
}) {
  const [editor, setEditor] = useState<Editor | null>(null);
  const [handle, setHandle] = useState<Handle | null>(null);
  const [open, setOpen] = useState(false);
  const held = useRef(false);

  const takeHold = useCallback((of: Editor, at: number) => {
    const element = of.view.nodeDOM(at);
    const part = of.state.doc.resolve(at);
    const index = part.index();
    const role = partsOf(of.state.doc)[index]?.role;
    const sheet = of.view.dom.closest('[data-sheet]');
    if (!(element instanceof HTMLElement) || !sheet || !role) {
      setHandle(null);
      return;
    }
    const top = element.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    setHandle({ at, role, top });
  }, []);

  useLayoutEffect(() => {
    held.current = open;
  });
  // Made once: new extensions would mean a new editor.
  const [extensions] = useState(() => [
    ...sourceExtensions,
    draftRoles((of, at) => {
      takeHold(of, at);
      setOpen(true);
    }),
  ]);

  useEffect(() => {
    if (!editor) return;
    const changed = () => onParts(partsOf(editor.state.doc));
    const follow = () => {
      if (!held.current && editor.isEditable) takeHold(editor, blockAtCaret(editor.state));
    };
    changed();
    editor.on('update', changed);
    editor.on('transaction', follow);
    return () => {
      editor.off('update', changed);
      editor.off('transaction', follow);
    };
  }, [editor, onParts, takeHold]);

  function close() {
    setOpen(false);
    editor?.commands.focus(undefined, { scrollIntoView: false });
  }

  function choose(role: BlockRole) {
    if (editor && handle) giveRole(editor, role, handle.at);
    close();
  }

  function onPointerMove(event: PointerEvent) {
    if (!editor || open || !editable || !(event.target instanceof Element)) return;
    // Also from the gutter beside a block, where the pointer goes to reach its role.
    const box = editor.view.dom.getBoundingClientRect();
    const found = editor.view.posAtCoords({ left: box.left + box.width / 2, top: event.clientY });
    if (!found) return;
    const at = editor.state.doc.resolve(found.pos);
    takeHold(editor, at.depth === 0 ? Math.min(found.pos, editor.state.doc.content.size - 1) : at.before(1));
  }

  return (
    <div className={styles.sheet} data-sheet onPointerMove={onPointerMove}>
      {editable && handle ? (
        <div className={styles.handle} style={{ top: handle.top }}>
          <button
            type="button"
            className={styles.handleButton}
            aria-haspopup="menu"
            aria-expanded={open}
            aria-keyshortcuts="Alt+R"
            aria-label={`Role of this part: ${roleWords[handle.role]}. Change it.`}
            onClick={() => setOpen((was) => !was)}
            onMouseDown={(event) => event.preventDefault()}
          >
            {roleWords[handle.role]}
            <span aria-hidden="true"> ▾</span>
          </button>
          {open ? <RoleMenu role={handle.role} onChoose={choose} onClose={close} /> : null}
        </div>
      ) : null}
      <CollaborativeEditor
        documentId={documentId}
        extensions={extensions}
        schemaVersion={DRAFT_SCHEMA_VERSION}
        editable={editable}
        label="Text of the draft"
        onEditor={setEditor}
        onText={onText}
      />
    </div>
  );
}
