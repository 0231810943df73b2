import { on } from '../platform/access.ts';
import { command } from '../platform/command.ts';
import { refuse } from '../platform/errors.ts';
import { query } from '../platform/query.ts';
import { newestVersion } from './comment.commands.ts';
import { commentsRef, commentsView, positionInput, positionView, sourceRef } from './schema.ts';

/** Keeps where a person reads, for the next time. No event: it is nobody else's business. */
export const keepPosition = command({
  name: 'source.keep_position',
  input: positionInput,
  allow: (input) => on.source('position.update', input.sourceId),
  run: async ({ tx, actor, now }, { sourceId, version, offset }) => {
    const sealed = await tx.sourceVersion.findUnique({
      where: { sourceId_number: { sourceId, number: version } },
      select: { id: true },
    });
    if (!sealed) refuse('not_found', 'This source has no such sealed version.');
    const where = { userId_sourceId: { userId: actor.id, sourceId } };
    const at = { version, offset, at: now };
    await tx.readingPosition.upsert({ where, create: { userId: actor.id, sourceId, ...at }, update: at });
    return { id: sourceId };
  },
});

export const getPosition = query({
  name: 'source.position',
  input: sourceRef,
  output: positionView,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db, viewer }, { sourceId }) => {
    const row = await db.readingPosition.findUnique({ where: { userId_sourceId: { userId: viewer.id, sourceId } } });
    return { position: row && { version: row.version, offset: row.offset, at: row.at.toISOString() } };
  },
});

/** What is known about a source's reader comments (SRC-10). For colleagues: no public page and no export asks for it. */
export const listComments = query({
  name: 'comment.list',
  input: commentsRef,
  output: commentsView,
  allow: (input) => on.source('investigation.read', input.sourceId),
  run: async ({ db }, { sourceId, version }) => {
    const number = version ?? (await newestVersion(db, sourceId));
    const rows = await db.readerComment.findMany({ where: { sourceId, version: number }, orderBy: { label: 'asc' } });
    return {
      items: rows.map(({ label, author, replyTo, depth, mark, consentAt }) => ({
        label,
        author,
        replyTo,
        depth,
        mark,
        consentAt: consentAt?.toISOString() ?? null,
      })),
      next: null,
    };
  },
});
