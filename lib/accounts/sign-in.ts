import { z } from 'zod';
import { execute } from '../platform/command.ts';
import { database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure } from '../platform/errors.ts';
import { newId, SYSTEM_USER, uuid } from '../platform/ids.ts';
import { forgetFailures, isLockedOut, noteFailure } from './attempts.ts';
import { startSession } from './commands.ts';
import { email, password } from './schema.ts';
import { passwordFits } from './secrets.ts';

export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
}

export interface From {
  readonly address: string;
  readonly userAgent: string | undefined;
}

const system = { userId: SYSTEM_USER };
const credentials = z.object({ email, password: z.string().min(1).max(200) });

/** Checks a password. The answer says no more than that it did not fit, whichever half was wrong. */
export async function signInWithPassword(input: unknown, from: From): Promise<Result<SignedIn>> {
  const given = credentials.safeParse(input);
  if (!given.success) return failure('invalid_input', 'Write your mail address and your password.');
  const db = await database();
  if (await isLockedOut(db, given.data.email, from.address)) {
    return failure('rate_limited', 'Too many attempts. Wait a quarter of an hour, then try again.');
  }
  const person = await db.prisma.user.findUnique({ where: { email: given.data.email } });
  if (!(await passwordFits(person?.passwordHash ?? null, given.data.password)) || !person) {
    await noteFailure(db, given.data.email, from.address);
    return failure('signed_out', 'This mail address and password do not fit together.');
  }
  await forgetFailures(db, given.data.email);
  return begin(person.id, from);
}

/** One click, only for the demo's own people, who exist only in an embedded database behind a loopback bind (RUN-2). */
export async function signInAsDemo(input: unknown, from: From): Promise<Result<SignedIn>> {
  const given = z.object({ userId: uuid }).safeParse(input);
  if (process.env.REDTHREAD_DEMO !== '1' || !given.success) return failure('not_found');
  const person = await (await database()).prisma.user.findFirst({ where: { id: given.data.userId, demo: true } });
  return person ? begin(person.id, from) : failure('not_found');
}

async function begin(userId: string, from: From): Promise<Result<SignedIn>> {
  const sessionId = newId();
  const started = await execute(await database(), startSession, system, {
    userId,
    sessionId,
    userAgent: from.userAgent?.slice(0, 400),
  });
  if (!started.ok)
    return { ok: false, error: started.error.code === 'suspended' ? failure('suspended').error : started.error };
  return { ok: true, value: { userId, sessionId } };
}

/** The password's own rule, for the forms that set one. */
export { password as newPassword };
