import * as Y from 'yjs';
import { z } from 'zod';
import { FRAGMENT } from './schema-version.ts';

/** The words of a document, one line for each paragraph, line breaks inside a paragraph kept as LF. */
export function plainText(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const lines = doc.getXmlFragment(FRAGMENT).toArray().flatMap(linesOf);
  doc.destroy();
  return lines.join('\n');
}

type XmlNode = ReturnType<Y.XmlFragment['toArray']>[number];

function linesOf(node: XmlNode): string[] {
  if (node instanceof Y.XmlText) return [wordsOf(node)];
  if (!(node instanceof Y.XmlElement)) return [];
  const children: XmlNode[] = node.toArray();
  // A list or a quote holds paragraphs; a paragraph holds words and line breaks.
  const holdsBlocks = children.some((child) => child instanceof Y.XmlElement && child.nodeName !== 'hardBreak');
  return holdsBlocks ? children.flatMap(linesOf) : [children.map(inline).join('')];
}

function inline(node: XmlNode): string {
  if (node instanceof Y.XmlText) return wordsOf(node);
  return node instanceof Y.XmlElement && node.nodeName === 'hardBreak' ? '\n' : '';
}

/** Without the marks: bold words are words. Something embedded is no text. */
function wordsOf(text: Y.XmlText): string {
  const parts = z.array(z.unknown()).parse(text.toDelta());
  return parts
    .map((part) =>
      typeof part === 'object' && part !== null && 'insert' in part && typeof part.insert === 'string'
        ? part.insert
        : '',
    )
    .join('');
}
