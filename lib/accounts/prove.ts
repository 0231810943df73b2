import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { Failure } from '../platform/errors.ts';
import { failure } from '../platform/errors.ts';
import { SYSTEM_USER } from '../platform/ids.ts';
import { forgive, take } from '../platform/limits.ts';
import { openSecret } from '../platform/secret-box.ts';
import { hashRecoveryCode, stepOfCode } from './one-time.ts';
import { proveSession } from './secure.commands.ts';

export const factorPurpose = (userId: string): string => `totp:${userId}`;

export async function hasFactor({ prisma }: Database, userId: string): Promise<boolean> {
  const row = await prisma.secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
  return Boolean(row?.confirmedAt);
}

/** Takes a code of the generator or a recovery code, each good once; null when it was right. */
export async function takeCode(db: Database, userId: string, code: string): Promise<Failure | null> {
  const limited = await take(db, 'secondFactor', userId);
  if (limited) return limited;
  const fits = /^\d{6}$/u.test(code.replace(/\s/gu, ''))
    ? await takeTotp(db, userId, code)
    : await takeRecoveryCode(db, userId, code);
  if (!fits)
    return failure('second_factor', 'This code does not fit, or was used already. Wait for the next one.').error;
  await forgive(db, 'secondFactor', userId);
  return null;
}

async function takeTotp(db: Database, userId: string, code: string): Promise<boolean> {
  const row = await db.prisma.secondFactor.findUnique({ where: { userId } });
  if (!row?.confirmedAt) return false;
  const step = stepOfCode(openSecret(row.secret, factorPurpose(userId)), code, new Date());
  if (step === null) return false;
  // Of two that bring the same code at once, one finds the step taken.
  const { count } = await db.prisma.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

async function takeRecoveryCode(db: Database, userId: string, code: string): Promise<boolean> {
  const { count } = await db.prisma.recoveryCode.updateMany({
    where: { userId, hash: hashRecoveryCode(userId, code), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

export async function markProved(db: Database, userId: string, sessionId: string): Promise<void> {
  await execute(db, proveSession, { userId: SYSTEM_USER }, { userId, sessionId });
}
