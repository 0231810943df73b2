import type { Allow, Caller } from '../platform/access.ts';
import { writePermission } from '../notes/append.ts';
import { admit, authorise, judge, loadActor, loadCase } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import type { Permission } from '../platform/permissions.rules.ts';

/** Asks the permission table for a channel. */
export async function isAllowed({ prisma }: Database, caller: Caller, allow: Allow): Promise<boolean> {
  try {
    const actor = await loadActor(prisma, caller, false);
    await authorise(prisma, caller, actor, allow, false);
    return true;
  } catch (error) {
    refusedOnly(error);
    return false;
  }
}

export interface DocumentAccess {
  readonly lineage: string;
  readonly schemaVersion: number;
  readonly frozen: boolean;
  /** Whether the person's role allows writing; a frozen text takes nothing from anybody. */
  readonly mayWrite: boolean;
}

/** What a caller may do with a live document, with one look at the facts; null: nothing, or there is none. */
export async function askDocument({ prisma }: Database, caller: Caller, id: string): Promise<DocumentAccess | null> {
  const document = await prisma.liveDocument.findUnique({
    where: { id },
    select: { kind: true, investigationId: true, lineage: true, schemaVersion: true, frozen: true },
  });
  if (!document) return null;
  const { kind, investigationId, ...rest } = document;
  const actor = await loadActor(prisma, caller, false).catch(refusedOnly);
  if (!actor) return null;
  const facts = { investigationId, case: await loadCase(prisma, investigationId, actor.id, false) };
  const may = (permission: Permission): boolean => {
    try {
      admit(caller, actor, permission);
      judge(actor, permission, facts);
      return true;
    } catch (error) {
      refusedOnly(error);
      return false;
    }
  };
  return may('investigation.read') ? { ...rest, mayWrite: may(writePermission[kind]) } : null;
}

/** A refusal means "not you"; anything else (the database is away) means "try again". */
export function refusedOnly(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}
