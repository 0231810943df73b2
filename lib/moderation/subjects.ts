import type { Allow } from '../platform/access.ts';
import { on } from '../platform/access.ts';
import type { Reader } from '../platform/db.ts';
import type { Permission } from '../platform/permissions.rules.ts';
import type { Flaggable } from './rules.ts';

/** A text that somebody wrote, as moderation sees it. */
export interface Subject {
  readonly authorId: string;
  readonly text: string;
}

type In = 'flag.raise' | 'text.hide';

/** The permission, asked where the subject is. Entities and accounts are of the workspace: everybody sees them. */
export function allowOn(permission: In, type: Flaggable, id: string): Allow {
  const shared: Permission = permission === 'flag.raise' ? 'flag.raise_shared' : permission;
  switch (type) {
    case 'annotation':
      return on.annotation(permission, id);
    case 'reply':
      return on.reply(permission, id);
    case 'claim':
      return on.claim(permission, id);
    case 'evidence':
      return on.evidence(permission, id);
    case 'source':
      return on.source(permission, id);
    case 'investigation':
      return on.investigation(permission, id);
    case 'entity':
    case 'account':
      return on.workspace(shared);
  }
}

/** Who wrote it and what it says now; null when there is no such thing. */
export async function readSubject(tx: Reader, type: Flaggable, id: string): Promise<Subject | null> {
  const where = { id };
  switch (type) {
    case 'annotation': {
      const row = await tx.annotation.findUnique({ where });
      return row && { authorId: row.authorId, text: row.text };
    }
    case 'reply': {
      const row = await tx.reply.findUnique({ where });
      return row && { authorId: row.authorId, text: row.text };
    }
    case 'claim': {
      const row = await tx.claim.findUnique({ where });
      return row && { authorId: row.createdById, text: row.statement };
    }
    case 'evidence': {
      const row = await tx.evidence.findUnique({ where });
      return row && { authorId: row.addedById, text: [row.quote, row.note].filter(Boolean).join('\n') };
    }
    case 'source': {
      const row = await tx.source.findUnique({ where });
      return row && { authorId: row.createdById, text: row.title };
    }
    case 'investigation': {
      const row = await tx.investigation.findUnique({ where });
      return row && { authorId: row.createdById, text: `${row.title}\n${row.brief}`.trim() };
    }
    case 'entity': {
      // Its names may come from a case that the moderator may not read: the queue leads to its page instead.
      const row = await tx.entity.findUnique({ where, select: { createdById: true } });
      return row && { authorId: row.createdById, text: '' };
    }
    case 'account': {
      const row = await tx.user.findUnique({ where });
      return row && { authorId: row.id, text: row.name };
    }
  }
}
