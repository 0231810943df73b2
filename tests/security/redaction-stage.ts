import * as Y from 'yjs';
import { createAnnotation } from '@/lib/annotations/commands.ts';
import { createReply } from '@/lib/annotations/reply.commands.ts';
import { addEvidence } from '@/lib/claims/evidence/commands.ts';
import { askForReply } from '@/lib/claims/verdict/reply.commands.ts';
import { createEntity } from '@/lib/entities/commands.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { raiseFlag } from '@/lib/moderation/commands.ts';
import { appendUpdates } from '@/lib/notes/append.ts';
import { loadDocument } from '@/lib/notes/document.ts';
import type { Caller } from '@/lib/platform/access.ts';
import type { Database } from '@/lib/platform/db.ts';
import { createStory, updateStory } from '@/lib/publishing/story.commands.ts';
import { intakeSource, sealSource, updateSource } from '@/lib/sources/commands.ts';
import { makeDossier } from '@/lib/thread/commands.ts';
import { addVersion } from '@/lib/versions/commands.ts';
import { saveView } from '@/lib/views/commands.ts';
import { done, joins, person } from '../support/people.ts';
import { move } from '../support/verdict.ts';

/** The words that have to go: nothing else in the product is called so. */
export const SECRET = ['Zephyrine', 'Quandtworth'] as const;
export const PASSAGE = SECRET.join(' ');

export interface Stage {
  readonly lead: Caller;
  readonly editor: Caller;
  readonly investigationId: string;
  readonly sourceId: string;
  readonly claimId: string;
  readonly entityId: string;
  /** On words far from the passage. */
  readonly elsewhereId: string;
  /** On one of its words alone. */
  readonly partId: string;
  readonly documentId: string;
}

/** A case in which the words stand wherever people can put them. */
export async function secretStage(db: Database): Promise<Stage> {
  const [lead, editor] = [await person(db, 'Luz'), await person(db, 'Amal')];
  const { id: investigationId } = await done(db, createInvestigation, lead, { title: `Who is ${PASSAGE}?` });
  await joins(db, editor, investigationId, 'editor');
  const text = `A headline\n\nIn May 😀 ${PASSAGE} bought the crane.\n\nThe port paid twice for one crane in January.`;
  const given = { investigationId, kind: 'text', text, title: 'Minutes' };
  const { id: sourceId } = await done(db, intakeSource, lead, given);
  const mark = async (exact: string, more: object) =>
    (await done(db, createAnnotation, lead, { sourceId, target: { quote: { exact } }, ...more })).id;
  await mark(PASSAGE, { kind: 'note', text: `On the draft: ${PASSAGE}.` });
  await done(db, sealSource, lead, { sourceId });
  await done(db, updateSource, lead, { sourceId, title: `Minutes on ${PASSAGE.toUpperCase()}` });

  const claimMark = await mark(`${PASSAGE} bought the crane`, {
    kind: 'claim',
    claim: { statement: `${PASSAGE} bought the crane.` },
  });
  const { claimId } = await db.prisma.annotation.findUniqueOrThrow({ where: { id: claimMark } });
  if (!claimId) throw new Error('a claim mark has a claim');
  const partId = await mark(SECRET[1], { kind: 'highlight' });
  await mark('bought', { kind: 'question', text: 'When?' });
  const elsewhereId = await mark('paid twice', { kind: 'highlight' });
  const { id: replyId } = await done(db, createReply, editor, { annotationId: partId, text: `I know ${PASSAGE}!` });
  await done(db, raiseFlag, lead, { subjectType: 'reply', subjectId: replyId, reason: 'other', note: PASSAGE });
  const { id: entityId } = await done(db, createEntity, lead, { schema: 'Person', name: PASSAGE, investigationId });
  await mark(PASSAGE, { kind: 'entity', entityId });

  await done(db, addEvidence, lead, { claimId, stance: 'supports', annotationId: claimMark, note: `Of ${PASSAGE}` });
  await done(db, addEvidence, lead, { claimId, stance: 'context', annotationId: partId, note: 'A part' });
  await done(db, askForReply, lead, { claimId, personName: PASSAGE });
  const { rationaleDocumentId: documentId } = await db.prisma.claim.findUniqueOrThrow({ where: { id: claimId } });
  await typeAndDelete(db, lead, documentId);
  await move(db, lead, claimId, 'checking');
  await move(db, lead, claimId, 'in_review', { rating: 'mostly_true', conclusion: `${PASSAGE} did.` });
  await move(db, editor, claimId, 'verified');
  await move(db, editor, claimId, 'published');
  await done(db, makeDossier, lead, { claimId, full: true, comments: true });
  const { id: storyId } = await done(db, createStory, editor, { investigationId, title: `The crane of ${PASSAGE}` });
  await done(db, updateStory, editor, { storyId, claims: [{ claimId, lead: `Then ${PASSAGE} came.` }] });
  await done(db, saveView, lead, { investigationId, name: PASSAGE, filters: `q=${SECRET.join('+')}`, shared: true });
  await done(db, addVersion, lead, { sourceId, kind: 'text', text: `${text} It was ${PASSAGE} again.` });
  return { lead, editor, investigationId, sourceId, claimId, entityId, elsewhereId, partId, documentId };
}

/** In a rationale the words are written sign by sign and taken out again, which only its history knows; and written once more. */
async function typeAndDelete(db: Database, by: Caller, documentId: string): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, (await loadDocument(db.prisma, documentId)).state);
  const type = async (change: (text: Y.XmlText) => void) => {
    const before = Y.encodeStateVector(doc);
    doc.transact(() => {
      const fragment = doc.getXmlFragment('default');
      let paragraph = fragment.toArray()[0];
      if (!(paragraph instanceof Y.XmlElement)) {
        paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [new Y.XmlText()]);
        fragment.insert(0, [paragraph]);
      }
      const text = paragraph.toArray()[0];
      if (text instanceof Y.XmlText) change(text);
    });
    await appendUpdates(db.pool, documentId, [{ update: Y.encodeStateAsUpdate(doc, before), userId: by.userId }]);
  };
  await type((text) => text.insert(0, 'It was bought by someone.'));
  for (let at = 0; at < PASSAGE.length; at += 1) await type((text) => text.insert(14 + at, PASSAGE.charAt(at)));
  await type((text) => text.delete(14, PASSAGE.length));
  // And once they stay, half of them in bold.
  await type((text) => {
    text.insert(text.length, ` So ${SECRET[0]} `, {});
    text.insert(text.length, SECRET[1], { bold: true });
  });
}
