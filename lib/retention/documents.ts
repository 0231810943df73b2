import * as Y from 'yjs';
import { z } from 'zod';
import { copyAt } from '../notes/document.ts';
import { FRAGMENT } from '../notes/schema-version.ts';
import type { Reader } from '../platform/db.ts';
import type { Needle } from './bars.rules.ts';
import { barred, stretchesOf } from './bars.rules.ts';

export interface RebuiltDocument {
  readonly id: string;
  /** The whole text as it is now, with bars, and nothing of what was ever taken out of it. */
  readonly state: Uint8Array;
}

/**
 * Texts that are or were written together and hold the words, now or anywhere in their history: the draft of the source,
 * and every rationale and note of the case.
 */
export async function findDocuments(
  db: Reader,
  { investigationId, sourceId }: { readonly investigationId: string; readonly sourceId: string },
  { needle, lines }: { readonly needle: Needle; readonly lines: readonly Needle[] },
): Promise<RebuiltDocument[]> {
  const rows = await db.liveDocument.findMany({
    where: {
      investigationId,
      seq: { gt: 0 },
      OR: [{ kind: { not: 'draft' } }, { source: { id: sourceId } }],
    },
    select: { id: true, seq: true, kind: true },
    orderBy: { id: 'asc' },
  });
  const found: RebuiltDocument[] = [];
  for (const { id, seq, kind } of rows) {
    // In the draft each part of the source is a text of its own, and a passage may go through several.
    const needles = kind === 'draft' ? [needle, ...lines] : [needle];
    const log = await db.liveUpdate.findMany({
      where: { documentId: id },
      orderBy: { seq: 'asc' },
      select: { update: true },
    });
    if (!everSaid(log.map(({ update }) => update)).some((text) => stretchesOf(text, needles).length > 0)) continue;
    found.push({ id, state: await withoutWords(db, id, seq, needles) });
  }
  return found;
}

/** What every text of a document says, and what it says with all that was ever deleted in its place. */
export function everSaid(updates: readonly Uint8Array[]): string[] {
  const doc = new Y.Doc({ gc: false });
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  const texts = new Map<unknown, { now: string; ever: string }>();
  for (const structs of doc.store.clients.values())
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.left !== null) continue;
      const text = { now: '', ever: '' };
      for (let item: Y.Item | null = struct; item; item = item.right) {
        const words = wordsOf(item);
        text.ever += words;
        if (!item.deleted) text.now += words;
      }
      texts.set(struct, text);
    }
  doc.destroy();
  return [...texts.values()].flatMap(({ now, ever }) => (now === ever ? [ever] : [now, ever]));
}

function wordsOf({ content, countable }: Y.Item): string {
  if (content instanceof Y.ContentString) return content.str;
  // Attributes of a part: the author of a reader comment.
  if (content instanceof Y.ContentAny) return content.arr.filter((value) => typeof value === 'string').join(' ');
  return countable ? ' ' : '';
}

async function withoutWords(db: Reader, id: string, seq: number, needles: readonly Needle[]): Promise<Uint8Array> {
  // What is deleted is collected: only its length stays in the state.
  const doc = await copyAt(db, id, seq);
  doc.transact(() => {
    for (const node of nodesOf(doc.getXmlFragment(FRAGMENT)))
      if (node instanceof Y.XmlText) putBars(node, needles);
      else barAttributes(node, needles);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

function nodesOf(node: Y.XmlFragment | Y.XmlElement): (Y.XmlText | Y.XmlElement)[] {
  return node
    .toArray()
    .flatMap((child) =>
      child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? [child, ...nodesOf(child)] : [],
    );
}

function barAttributes(element: Y.XmlElement, needles: readonly Needle[]): void {
  for (const [name, value] of Object.entries<unknown>(element.getAttributes())) {
    if (typeof value !== 'string') continue;
    const now = barred(value, stretchesOf(value, needles));
    if (now !== value) element.setAttribute(name, now);
  }
}

const delta = z.array(z.object({ insert: z.unknown() }));

function putBars(text: Y.XmlText, needles: readonly Needle[]): void {
  const pieces = delta.parse(text.toDelta());
  const whole = pieces.map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('');
  for (const { start, end } of stretchesOf(whole, needles).reverse()) {
    // Piece by piece, so that what stands between the words, and how they are set, stays.
    let at = 0;
    for (const { insert } of pieces) {
      const length = typeof insert === 'string' ? insert.length : 1;
      const [from, to] = [Math.max(start, at), Math.min(end, at + length)];
      at += length;
      if (typeof insert !== 'string' || from >= to) continue;
      const words = whole.slice(from, to);
      text.insert(to, barred(words, [{ start: 0, end: words.length }]));
      text.delete(from, to - from);
    }
  }
}
