import * as Y from 'yjs';
import type { Transaction } from '../platform/db.ts';
import { appendEdit, loadDocument } from './document.ts';
import { plainText } from './plain-text.ts';
import { FRAGMENT } from './schema-version.ts';

/**
 * Writes `text` into a document that holds no words yet, a paragraph per line, as an update by `actorId`: how text that
 * came through the API becomes part of a document. The caller has locked it. Answers false, and does nothing, when there
 * are words already.
 */
export async function appendText(
  tx: Transaction,
  documentId: string,
  text: string,
  actorId: string,
  now: Date,
): Promise<boolean> {
  const { state } = await loadDocument(tx, documentId);
  if (plainText(state).trim() !== '') return false;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const before = Y.encodeStateVector(doc);
  const fragment = doc.getXmlFragment(FRAGMENT);
  fragment.delete(0, fragment.length);
  fragment.insert(
    0,
    text.split(/\n+/u).map((line) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(line)]);
      return paragraph;
    }),
  );
  const update = Y.encodeStateAsUpdate(doc, before);
  const client = doc.clientID;
  doc.destroy();
  await appendEdit(tx, { documentId, update, client, actorId, now });
  return true;
}
