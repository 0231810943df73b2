import * as Y from 'yjs';

/** Tiptap's collaboration keeps the document in this fragment. */
export const FRAGMENT = 'default';

/** The words of a live document, one line per paragraph, without formatting. */
export function plainText(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const lines = linesOf(doc.getXmlFragment(FRAGMENT));
  doc.destroy();
  return lines.join('\n').trim();
}

function linesOf(node: Y.XmlFragment | Y.XmlElement): string[] {
  const children = node.toArray();
  if (children.some((child) => child instanceof Y.XmlText)) return [children.map(inline).join('')];
  return children.flatMap((child) => (child instanceof Y.XmlElement ? (child.length === 0 ? [''] : linesOf(child)) : []));
}

function inline(child: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
  if (child instanceof Y.XmlText) {
    return child
      .toDelta()
      .map((part: { insert?: unknown }) => (typeof part.insert === 'string' ? part.insert : ''))
      .join('');
  }
  return child instanceof Y.XmlElement && child.nodeName === 'hardBreak' ? '\n' : '';
}

/** An update that puts `text` into an empty document, a paragraph per line. */
export function paragraphsUpdate(text: string): Uint8Array {
  const doc = new Y.Doc();
  const paragraphs = text.split(/\n+/u).map((line) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  doc.getXmlFragment(FRAGMENT).insert(0, paragraphs);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
