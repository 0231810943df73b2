import type { Caller } from '@/lib/platform/access.ts';
import type { Command } from '@/lib/platform/command.ts';
import { execute } from '@/lib/platform/command.ts';
import type { Database } from '@/lib/platform/db.ts';
import { newId } from '@/lib/platform/ids.ts';
import type { AccountRole, CaseRole } from '@/lib/platform/permissions.rules.ts';
import type { Query } from '@/lib/platform/query.ts';
import { ask } from '@/lib/platform/query.ts';

/** A person's account, made without a command: tests of commands need somebody to begin with. */
export async function person(db: Database, name: string, role: AccountRole = 'member'): Promise<Caller> {
  const id = newId();
  await db.prisma.user.create({ data: { id, name, email: `${name.toLowerCase()}-${id.slice(-6)}@example.org`, role } });
  return { userId: id };
}

/** The command's answer; a refusal fails the test. */
export async function done<Input, Output>(
  db: Database,
  command: Command<Input, Output>,
  caller: Caller,
  input: unknown,
): Promise<Output> {
  const result = await execute(db, command, caller, input);
  if (!result.ok) throw new Error(`${command.name}: ${result.error.code}: ${result.error.detail}`);
  return result.value;
}

export async function answer<Input, Output>(
  db: Database,
  query: Query<Input, Output>,
  caller: Caller,
  input: unknown,
): Promise<Output> {
  const result = await ask(db, query, caller, input);
  if (!result.ok) throw new Error(`${query.name}: ${result.error.code}: ${result.error.detail}`);
  // What is answered is what the API says it answers.
  return query.output.parse(result.value);
}

/** Puts a person into a case without a command. */
export async function joins(db: Database, caller: Caller, investigationId: string, role: CaseRole): Promise<void> {
  await db.prisma.membership.create({
    data: { investigationId, userId: caller.userId, role, addedById: caller.userId },
  });
}
