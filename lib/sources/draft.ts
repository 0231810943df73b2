import * as Y from 'yjs';
import { z } from 'zod';
import { FRAGMENT } from '../notes/schema-version.ts';
import { blockRoles } from './blocks.rules.ts';
import type { DraftBlock } from './canonical.rules.ts';

/** The update that a draft begins with; made once, at intake. */
export function draftUpdate(blocks: readonly DraftBlock[]): Uint8Array {
  const doc = new Y.Doc();
  const nodes = blocks.map(({ role, number, text }) => {
    const node = new Y.XmlElement('block');
    node.setAttribute('role', role);
    if (number !== null) node.setAttribute('number', number);
    const children = text.split('\n').flatMap((line, index) => {
      const words = line === '' ? [] : [new Y.XmlText(line)];
      return index === 0 ? words : [new Y.XmlElement('hardBreak'), ...words];
    });
    node.insert(0, children);
    return node;
  });
  doc.getXmlFragment(FRAGMENT).insert(0, nodes);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}

/** The blocks of a draft as its log has them now. What is not a block of ours (no editor makes such) is left out. */
export function draftBlocks(state: Uint8Array): readonly DraftBlock[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const blocks = doc
    .getXmlFragment(FRAGMENT)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement && node.nodeName === 'block' ? [blockOf(node)] : []));
  doc.destroy();
  return blocks;
}

function blockOf(node: Y.XmlElement): DraftBlock {
  const role = node.getAttribute('role');
  const number = node.getAttribute('number');
  const text = node
    .toArray()
    .map((child) => {
      if (child instanceof Y.XmlText) return wordsOf(child);
      return child instanceof Y.XmlElement && child.nodeName === 'hardBreak' ? '\n' : '';
    })
    .join('');
  return {
    role: blockRoles.find((known) => known === role) ?? 'body',
    number: typeof number === 'string' && number !== '' ? number : null,
    text,
  };
}

const delta = z.array(z.object({ insert: z.unknown() }));

/** Without anything embedded: that is no text. */
const wordsOf = (node: Y.XmlText): string =>
  delta
    .parse(node.toDelta())
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
