import type { JSONContent } from '@tiptap/core';
import type { BlockView, VersionView } from '@/lib/sources/schema.ts';

/** A sealed version as the editor's document: the same `block` node as in the draft. */
export function documentOf({ text, blocks }: Pick<VersionView, 'text' | 'blocks'>): JSONContent {
  return { type: 'doc', content: blocks.map((block) => nodeOf(text, block)) };
}

function nodeOf(text: string, block: BlockView): JSONContent {
  const lines = text.slice(block.start, block.end).split('\n');
  const content = lines.flatMap((line, index): JSONContent[] => {
    const words = line === '' ? [] : [{ type: 'text', text: line }];
    return index === 0 ? words : [{ type: 'hardBreak' }, ...words];
  });
  return { type: 'block', attrs: { id: block.label, role: block.role, number: block.number }, content };
}
