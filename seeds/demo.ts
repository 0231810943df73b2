import { execute } from '../lib/platform/command.ts';
import type { Database } from '../lib/platform/db.ts';
import { metastasis } from './metastasis.ts';
import { demoPeople, loadDemoPeople } from './people.ts';

/**
 * Loads the demo's people and their case through commands. A step whose command is there already has been taken: loading
 * again changes nothing, also where people have worked in the case since, and a load that was cut off goes on.
 */
export async function loadDemo(db: Database): Promise<void> {
  await loadDemoPeople(db);
  const taken = await db.prisma.command.findMany({
    where: { id: { in: metastasis.map((step) => step.id) } },
    select: { id: true },
  });
  const done = new Set(taken.map((row) => row.id));
  for (const { id, who, command, input, revisionOf } of metastasis) {
    if (done.has(id)) continue;
    const revision = revisionOf ? await revisionNow(db, revisionOf) : {};
    const made = await execute(db, command, { userId: demoPeople[who].id }, { ...input, ...revision }, { id });
    if (!made.ok) throw new Error(`demo case: ${command.name} ${id}: ${made.error.detail}`);
  }
}

async function revisionNow(db: Database, claimId: string): Promise<{ revision: number }> {
  return db.prisma.claim.findUniqueOrThrow({ where: { id: claimId }, select: { revision: true } });
}
