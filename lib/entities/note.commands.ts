import { createDocument, NOTE_SCHEMA_VERSION } from '../notes/document.ts';
import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { lockEntities } from './home.ts';
import { beginNoteInput } from './schema.ts';
import { requireVisibleEntity } from './visibility.ts';

/** What a case writes together about an entity (ENT-5). Each case has its own, so that none tells another anything. */
export const beginNote = command({
  name: 'entity.begin_note',
  input: beginNoteInput,
  allow: ({ investigationId }) => on.investigation('rationale.write', investigationId),
  run: async (ctx, { entityId, investigationId }) => {
    const { tx, actor, now, newId, emit } = ctx;
    const { id } = await requireVisibleEntity(tx, actor, entityId);
    // Two who begin at once: the second waits here and then finds the first one's.
    const locked = await lockEntities(ctx, [id]);
    if (locked.get(id)?.mergedIntoId) refuse('stale', 'It was merged just now. Look again, then repeat.');
    const known = await tx.entityNote.findFirst({ where: { entityId: id, investigationId } });
    if (known) return { documentId: known.documentId };
    const documentId = newId();
    await createDocument(tx, {
      id: documentId,
      kind: 'note',
      investigationId,
      schemaVersion: NOTE_SCHEMA_VERSION,
      actorId: actor.id,
      now,
    });
    const noteId = newId();
    await tx.entityNote.create({ data: { id: noteId, entityId: id, investigationId, documentId, createdAt: now } });
    emit({ stream: investigationId, type: 'entity.note_begun', subject: { type: 'entity', id }, data: { documentId } });
    return { documentId };
  },
});
