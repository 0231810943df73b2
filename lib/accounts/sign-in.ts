import { z } from 'zod';
import { execute } from '../platform/command.ts';
import { database } from '../platform/db.ts';
import type { Result } from '../platform/errors.ts';
import { failure } from '../platform/errors.ts';
import { newId, SYSTEM_USER, uuid } from '../platform/ids.ts';
import { attempt } from './attempts.ts';
import { hasDemo } from './demo.ts';
import { startSession } from './commands.ts';
import type { Site } from './passkeys.ts';
import { authenticated } from './passkeys.ts';
import { hasFactor, takeCode } from './prove.ts';
import { email } from './schema.ts';
import { webauthnAnswer } from './secure.schema.ts';
import { addressKey, passwordFits } from './secrets.ts';

export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
}

export interface From {
  readonly address: string;
  readonly userAgent: string | undefined;
}

type Method = 'password' | 'passkey' | 'oidc' | 'demo';

const system = { userId: SYSTEM_USER };
const credentials = z.object({ email, password: z.string().min(1).max(200), code: z.string().max(40).default('') });

/**
 * Checks a password, and the code of a second factor where there is one. Before the password is right nothing is said
 * that depends on whether the account exists, and a missing one takes as long.
 */
export async function signInWithPassword(input: unknown, from: From): Promise<Result<SignedIn>> {
  const given = credentials.safeParse(input);
  if (!given.success) return failure('invalid_input', 'Write your mail address and your password.');
  const { password, code } = given.data;
  const db = await database();
  const person = await db.prisma.user.findUnique({ where: { email: given.data.email } });
  const tried = await attempt(db, { email: given.data.email, userId: person?.id ?? null }, from.address);
  if (tried.refusal) return { ok: false, error: tried.refusal };
  if (!(await passwordFits(person?.passwordHash ?? null, password)) || !person)
    return failure('signed_out', 'This mail address and password do not fit together.');
  await tried.succeeded();
  if (await hasFactor(db, person.id)) {
    if (!code.trim()) return failure('second_factor');
    const refusal = await takeCode(db, person.id, code);
    if (refusal) return { ok: false, error: refusal };
  }
  return begin(person.id, from, 'password');
}

const passkeyCredentials = z.object({
  state: z.string().max(2000),
  answer: z
    .string()
    .max(20_000)
    .transform((text, ctx) => {
      try {
        return webauthnAnswer.parse(JSON.parse(text));
      } catch {
        ctx.addIssue({ code: 'custom', message: 'not an answer' });
        return z.NEVER;
      }
    }),
});

/** A passkey is two factors in one: the device, and the finger, face or PIN that opens it. */
export async function signInWithPasskey(input: unknown, from: From, site: Site): Promise<Result<SignedIn>> {
  const given = passkeyCredentials.safeParse(input);
  if (!given.success) return failure('invalid_input');
  const answered = await authenticated(await database(), site, given.data);
  return answered.ok ? begin(answered.value.userId, from, 'passkey') : answered;
}

/** One click, only for the demo's own people, who exist only in an embedded database behind a loopback bind (RUN-2). */
export async function signInAsDemo(input: unknown, from: From): Promise<Result<SignedIn>> {
  const given = z.object({ userId: uuid }).safeParse(input);
  if (!hasDemo() || !given.success) return failure('not_found');
  const person = await (await database()).prisma.user.findFirst({ where: { id: given.data.userId, demo: true } });
  return person ? begin(person.id, from, 'demo') : failure('not_found');
}

export async function begin(userId: string, from: From, method: Method): Promise<Result<SignedIn>> {
  const sessionId = newId();
  const started = await execute(await database(), startSession, system, {
    userId,
    sessionId,
    userAgent: from.userAgent?.slice(0, 400),
    method,
    addressKey: addressKey(from.address),
  });
  if (!started.ok)
    return { ok: false, error: started.error.code === 'suspended' ? failure('suspended').error : started.error };
  return { ok: true, value: { userId, sessionId } };
}
