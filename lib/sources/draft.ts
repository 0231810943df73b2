import * as Y from 'yjs';
import { z } from 'zod';
import { FRAGMENT } from '../notes/schema-version.ts';
import { blockRoles } from './blocks.rules.ts';
import type { DraftBlock } from './canonical.rules.ts';

const extras = ['confidence', 'language', 'page', 'author', 'depth'] as const;

/** The update that a draft begins with; made once, at intake. */
export function draftUpdate(blocks: readonly DraftBlock[]): Uint8Array {
  const doc = new Y.Doc();
  const nodes = blocks.map((block) => {
    const { role, number, text } = block;
    const node = new Y.XmlElement('block');
    node.setAttribute('role', role);
    if (number !== null) node.setAttribute('number', number);
    // As words: an editor's attributes come back from Yjs as they were put in, and one kind is easier to be right about.
    for (const name of extras) if (block[name] !== undefined) node.setAttribute(name, String(block[name]));
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
    ...numeric(node, 'confidence'),
    ...numeric(node, 'page'),
    ...numeric(node, 'depth'),
    ...worded(node, 'language'),
    ...worded(node, 'author'),
  };
}

/** Only what is really there: anybody who may write a draft may have written anything into it. */
function numeric<Name extends string>(node: Y.XmlElement, name: Name): Partial<Record<Name, number>> {
  const value: unknown = node.getAttribute(name);
  const number = typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return number >= 0 && number < 1e6 ? record(name, number) : {};
}

function worded<Name extends string>(node: Y.XmlElement, name: Name): Partial<Record<Name, string>> {
  const value: unknown = node.getAttribute(name);
  return typeof value === 'string' && value !== '' ? record(name, value.slice(0, 200)) : {};
}

function record<Name extends string, Value>(name: Name, value: Value): Partial<Record<Name, Value>> {
  const made: Partial<Record<Name, Value>> = {};
  made[name] = value;
  return made;
}

const delta = z.array(z.object({ insert: z.unknown() }));

/** Without anything embedded: that is no text. */
const wordsOf = (node: Y.XmlText): string =>
  delta
    .parse(node.toDelta())
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('');
