import { createAccount } from '../lib/accounts/commands.ts';
import { execute } from '../lib/platform/command.ts';
import type { Database } from '../lib/platform/db.ts';
import { SYSTEM_USER } from '../lib/platform/ids.ts';

/** The demo's people. Their ids, and the ids of the commands that make them, are fixed: loading twice changes nothing. */
export const demoPeople = {
  luz: { id: '0192f000-0000-7000-8000-00000000a001', name: 'Luz Vera', email: 'luz@demo.invalid', role: 'member' },
  mo: { id: '0192f000-0000-7000-8000-00000000a002', name: 'Mo Okafor', email: 'mo@demo.invalid', role: 'member' },
  amal: {
    id: '0192f000-0000-7000-8000-00000000a003',
    name: 'Amal Khoury',
    email: 'amal@demo.invalid',
    role: 'moderator',
  },
} as const;

export async function loadDemoPeople(db: Database): Promise<void> {
  for (const person of Object.values(demoPeople)) {
    if (await db.prisma.user.findUnique({ where: { id: person.id }, select: { id: true } })) continue;
    const made = await execute(
      db,
      createAccount,
      { userId: SYSTEM_USER },
      { ...person, demo: true },
      { id: person.id },
    );
    if (!made.ok) throw new Error(`demo account ${person.name}: ${made.error.detail}`);
  }
}
