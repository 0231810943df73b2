import type { Editor } from '@tiptap/core';
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { BlockRole } from '@/lib/sources/blocks.rules.ts';
import { commentNumber } from '@/lib/sources/blocks.rules.ts';
import { labelsFor } from '@/lib/sources/canonical.rules.ts';
import { isBlockRole } from './role-keys.rules.ts';

export interface DraftPart {
  readonly role: BlockRole;
  readonly number: string | null;
  readonly empty: boolean;
}

export const roleOf = (node: Node): BlockRole => {
  const role: unknown = node.attrs['role'];
  return isBlockRole(role) ? role : 'body';
};

/** The parts of a draft as its editor shows them now. */
export function partsOf(doc: Node): readonly DraftPart[] {
  return Array.from({ length: doc.childCount }, (_, index) => {
    const node = doc.child(index);
    const number: unknown = node.attrs['number'];
    return {
      role: roleOf(node),
      number: typeof number === 'string' ? number : null,
      empty: node.textContent.trim() === '',
    };
  });
}

/** Where the block begins in which the caret stands. */
export const blockAtCaret = (state: EditorState): number => {
  const { $from } = state.selection;
  return $from.depth === 0 ? $from.pos : $from.before(1);
};

/** Where the block of that index begins. */
export function startOf(doc: Node, index: number): number {
  let at = 0;
  for (let before = 0; before < index; before += 1) at += doc.child(before).nodeSize;
  return at;
}

/**
 * Which block of the changed text is the one that had this index before. A remote edit rebuilds the whole text, so what
 * is the same from the beginning and from the end tells; inside the change, the place, while no block came or went.
 */
export function indexAgain(now: Node, { doc, index }: { readonly doc: Node; readonly index: number }): number | null {
  const moved = now.childCount - doc.childCount;
  const shorter = Math.min(now.childCount, doc.childCount);
  let head = 0;
  while (head < shorter && now.child(head).eq(doc.child(head))) head += 1;
  if (index < head) return index;
  let tail = 0;
  while (tail < shorter - head && now.child(now.childCount - 1 - tail).eq(doc.child(doc.childCount - 1 - tail)))
    tail += 1;
  if (index >= doc.childCount - tail) return index + moved;
  return moved === 0 ? index : null;
}

/**
 * Gives a role to the block at `at`, or to every block that the selection touches when that block is one of them. A
 * comment takes the number that it begins with.
 */
export function giveRole(editor: Editor, role: BlockRole, at: number): void {
  const { state, view } = editor;
  const { from, to } = state.selection;
  const chosen: { node: Node; pos: number }[] = [];
  state.doc.forEach((node, pos) => {
    if (pos <= to && pos + node.nodeSize >= from) chosen.push({ node, pos });
  });
  const block = state.doc.nodeAt(at);
  const targets = chosen.some(({ pos }) => pos === at) ? chosen : block ? [{ node: block, pos: at }] : [];
  const tr = state.tr;
  for (const { node, pos } of targets) {
    const number = role === 'comment' ? commentNumber(node.textContent) : null;
    tr.setNodeMarkup(pos, undefined, { ...node.attrs, role, number, confidence: null });
  }
  view.dispatch(tr);
}

/** Below this a guessed role is worth a look (SRC-1). */
const UNSURE = 0.7;

/** A person who gives a role is sure: only a guess has a confidence. */
export function isGuess(node: Node): boolean {
  const confidence: unknown = node.attrs['confidence'];
  return typeof confidence === 'string' && confidence !== '' && Number(confidence) < UNSURE;
}

/** How the gutter speaks. */
export interface GutterWords {
  readonly guess: string;
  readonly role: (role: BlockRole) => string;
}

function labelled(doc: Node, { guess, role }: GutterWords): DecorationSet {
  const parts = partsOf(doc);
  // An empty block is left out when the draft is sealed, so it takes no address here either.
  const kept = parts.filter((part) => !part.empty);
  const labels = labelsFor(kept);
  const decorations: Decoration[] = [];
  let at = 0;
  let next = 0;
  for (const [index, part] of parts.entries()) {
    const size = doc.child(index).nodeSize;
    const label = part.empty ? '' : (labels[next++] ?? '');
    const words = part.role === 'body' ? label : `${role(part.role)} ${label}`.trim();
    decorations.push(
      Decoration.node(at, at + size, {
        'data-words': words,
        'data-label': label,
        ...(!part.empty && isGuess(doc.child(index)) ? { 'data-guess': guess } : {}),
      }),
    );
    at += size;
  }
  return DecorationSet.create(doc, decorations);
}

const gutter = new PluginKey<DecorationSet>('draft-roles');

/** Roles and addresses in the gutter, and Alt+R to change one. `ask` opens the menu for the block at that position. */
export const draftRoles = (words: GutterWords, ask: (editor: Editor, at: number) => void) =>
  Extension.create({
    name: 'draftRoles',
    addKeyboardShortcuts() {
      return {
        'Alt-r': () => {
          if (!this.editor.isEditable) return false;
          ask(this.editor, blockAtCaret(this.editor.state));
          return true;
        },
      };
    },
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key: gutter,
        state: {
          init: (_config, { doc }) => labelled(doc, words),
          apply: (tr, before, _old, state) => (tr.docChanged ? labelled(state.doc, words) : before),
        },
        props: { decorations: (state) => gutter.getState(state) },
      }),
    ],
  });
