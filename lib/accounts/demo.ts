import type { Database } from '../platform/db.ts';

export interface DemoChoice {
  readonly id: string;
  readonly name: string;
  readonly words: string;
}

/** Whether this process serves the demo: only with the embedded database on loopback (RUN-2). */
export const hasDemo = (): boolean => process.env.REDTHREAD_DEMO === '1';

/** Who may be entered as with one click: nobody, unless this is a demo (RUN-2). The words come from what they are in a case. */
export async function demoChoices(db: Database): Promise<readonly DemoChoice[]> {
  if (!hasDemo()) return [];
  const people = await db.prisma.user.findMany({
    where: { demo: true, state: 'active' },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      name: true,
      role: true,
      memberships: { take: 1, orderBy: { createdAt: 'asc' }, select: { role: true } },
    },
  });
  return people.map(({ id, name, role, memberships }) => {
    const inCase = memberships[0] ? `${memberships[0].role} of the demo case` : 'in no case yet';
    return { id, name, words: role === 'member' ? inCase : `${role}, ${inCase}` };
  });
}
