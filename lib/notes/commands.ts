import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { appendEdit, copyAt, lockDocument } from './document.ts';
import { restoringUpdate } from './restore.ts';
import { restoreInput } from './schema.ts';

/** Brings back what a document said at an earlier moment, as a new edit: nothing that came since is lost (LIV-7). */
export const restoreDocument = command({
  name: 'document.restore',
  input: restoreInput,
  allow: (input) => on.liveDocument('document.restore', input.documentId),
  run: async ({ tx, actor, facts, now, emit }, { documentId, seq }) => {
    const { seq: last, frozen } = await lockDocument(tx, documentId);
    if (frozen) refuse('conflict', 'This text is sealed or under a verdict, and takes no more changes.');
    if (seq > last) refuse('conflict', 'There is no such moment in the history. Open it again.');
    const [current, earlier] = [await copyAt(tx, documentId, last), await copyAt(tx, documentId, seq)];
    const update = restoringUpdate(current, earlier);
    const client = current.clientID;
    current.destroy();
    earlier.destroy();
    if (!update) refuse('conflict', 'The text is just as it was then.');
    const made = await appendEdit(tx, { documentId, update, client, actorId: actor.id, now });
    if (facts.investigationId)
      emit({
        stream: facts.investigationId,
        type: 'document.restored',
        subject: { type: 'document', id: documentId },
        data: { from: seq, seq: made },
      });
    return { documentId, seq: made };
  },
});
