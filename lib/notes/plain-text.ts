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
  const holdsBlocks = children.some((child) => child instanceof Y.XmlElement && !isInline(child));
  return holdsBlocks ? children.flatMap(linesOf) : [children.map(inline).join('')];
}

const isInline = (node: Y.XmlElement): boolean => node.nodeName === 'hardBreak' || node.nodeName === 'citation';

/** A citation of evidence reads as its number: [3]. */
function inline(node: XmlNode): string {
  if (node instanceof Y.XmlText) return wordsOf(node);
  if (!(node instanceof Y.XmlElement)) return '';
  if (node.nodeName === 'citation') return `[${node.getAttribute('number') ?? '?'}]`;
  return node.nodeName === 'hardBreak' ? '\n' : '';
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

const json = z.record(z.string(), z.json());

/** The document with its formatting, as ProseMirror's JSON: how a rationale is kept with a proposal. */
export function documentJson(state: Uint8Array): z.infer<typeof json> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const content = doc.getXmlFragment(FRAGMENT).toArray().flatMap(jsonOf);
  doc.destroy();
  return json.parse({ type: 'doc', content });
}

function jsonOf(node: XmlNode): unknown[] {
  if (node instanceof Y.XmlText) return z.array(z.unknown()).parse(node.toDelta()).flatMap(textOf);
  if (!(node instanceof Y.XmlElement)) return [];
  const attrs = node.getAttributes();
  const children: XmlNode[] = node.toArray();
  const content = children.flatMap(jsonOf);
  return [
    {
      type: node.nodeName,
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      ...(content.length > 0 ? { content } : {}),
    },
  ];
}

const piece = z.object({ insert: z.string(), attributes: z.record(z.string(), z.unknown()).optional() });

/** A run of words; each of its marks with what it carries (a link its address). */
function textOf(part: unknown): unknown[] {
  const run = piece.safeParse(part);
  if (!run.success || run.data.insert === '') return [];
  const marks = Object.entries(run.data.attributes ?? {}).map(([name, attrs]) => ({
    type: name.split('--', 1)[0] ?? name,
    ...(typeof attrs === 'object' && attrs !== null && Object.keys(attrs).length > 0 ? { attrs } : {}),
  }));
  return [{ type: 'text', text: run.data.insert, ...(marks.length > 0 ? { marks } : {}) }];
}
