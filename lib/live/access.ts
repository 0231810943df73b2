import type { Allow, Caller } from '../platform/access.ts';
import { authorise, loadActor } from '../platform/access.ts';
import type { Database } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';

export type Access =
  | { readonly ok: true; readonly investigationId: string | null }
  | { readonly ok: false; readonly code: 'not_found' | 'forbidden' | 'signed_out' };

/** Asks the permission table for a channel; a refusal is a value. */
export async function askAccess(db: Database, caller: Caller, allow: Allow): Promise<Access> {
  try {
    const actor = await loadActor(db.prisma, caller, false);
    const facts = await authorise(db.prisma, caller, actor, allow, false);
    return { ok: true, investigationId: facts.investigationId };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = error.failure;
    if (code === 'signed_out' || code === 'suspended') return { ok: false, code: 'signed_out' };
    return { ok: false, code: code === 'forbidden' ? 'forbidden' : 'not_found' };
  }
}
