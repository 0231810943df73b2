import { Node } from '@tiptap/core';

/**
 * A citation of evidence inside a rationale: one character wide, not text. It keeps the id and the number of the evidence; what it
 * shows is the number, which is never given to another piece of the same claim.
 */
export const Citation = Node.create({
  name: 'citation',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    evidenceId: {
      default: '',
      parseHTML: (element: HTMLElement) => element.dataset['citation'] ?? '',
      renderHTML: ({ evidenceId }: Record<string, unknown>) => ({ 'data-citation': String(evidenceId) }),
    },
    number: {
      default: 0,
      parseHTML: (element: HTMLElement) => Number(element.dataset['number'] ?? 0),
      renderHTML: ({ number }: Record<string, unknown>) => ({ 'data-number': String(number) }),
    },
  }),
  parseHTML: () => [{ tag: 'sup[data-citation]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['sup', HTMLAttributes, `[${String(node.attrs['number'])}]`],
  renderText: ({ node }) => `[${String(node.attrs['number'])}]`,
});
