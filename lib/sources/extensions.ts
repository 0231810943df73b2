import type { Extensions } from '@tiptap/core';
import { Node, mergeAttributes } from '@tiptap/core';
import type { blockRoles } from './blocks.rules.ts';

/** Goes up when the nodes of a draft change: an older editor is told to reload (LIV-3). */
export const DRAFT_SCHEMA_VERSION = 2;

const Document = Node.create({ name: 'doc', topNode: true, content: 'block+' });
const Text = Node.create({ name: 'text', group: 'inline' });

const HardBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.insertContent({ type: 'hardBreak' }) };
  },
});

/**
 * A part of a source with its role. The same node in the draft and in the reading room; a line end inside it is a
 * hardBreak of size 1, so that position = text offset + index of the block + 1.
 */
const Block = Node.create({
  name: 'block',
  group: 'block',
  content: '(text | hardBreak)*',
  defining: true,
  addAttributes: () => ({
    id: { default: null, renderHTML: ({ id }) => (typeof id === 'string' ? { 'data-block': id } : {}) },
    // Carried along and not drawn here: how sure the guess was, the language, the page of a PDF, a comment's author.
    confidence: { default: null, keepOnSplit: false, rendered: false },
    language: { default: null, rendered: false },
    page: { default: null, renderHTML: ({ page }) => (typeof page === 'string' ? { 'data-page': page } : {}) },
    author: { default: null, keepOnSplit: false, rendered: false },
    depth: { default: null, keepOnSplit: false, rendered: false },
    role: {
      default: 'body',
      renderHTML: ({ role }) => ({ 'data-role': String(role) }),
      parseHTML: (element) => element.getAttribute('data-role') ?? roleOfTag(element.tagName),
    },
    number: {
      default: null,
      keepOnSplit: false,
      renderHTML: ({ number }) => (typeof number === 'string' ? { 'data-number': number } : {}),
    },
  }),
  parseHTML: () => ['p', 'h1', 'h2', 'h3', 'h4', 'li', 'blockquote', 'figcaption'].map((tag) => ({ tag })),
  renderHTML: ({ HTMLAttributes }) => ['p', mergeAttributes(HTMLAttributes), 0],
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitBlock() };
  },
});

function roleOfTag(tag: string): string {
  const roles: Record<string, (typeof blockRoles)[number]> = {
    H1: 'headline',
    H2: 'subhead',
    H3: 'subhead',
    H4: 'subhead',
    LI: 'list',
    BLOCKQUOTE: 'quote',
    FIGCAPTION: 'caption',
  };
  return roles[tag] ?? 'body';
}

/** A source's text: blocks of words and line breaks, nothing else. */
export const sourceExtensions: Extensions = [Document, Text, HardBreak, Block];
