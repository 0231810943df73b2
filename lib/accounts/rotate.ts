import type { Database } from '../platform/db.ts';
import { isSealedAnew, openSecret, sealSecret } from '../platform/secret-box.ts';
import { factorPurpose } from './prove.ts';

/** Opens every kept secret with the key that sealed it and seals it with today's; answers how many. */
export async function rotateSecrets({ prisma }: Database): Promise<number> {
  let count = 0;
  for (const { userId, secret } of await prisma.secondFactor.findMany()) {
    if (isSealedAnew(secret)) continue;
    const purpose = factorPurpose(userId);
    // Only if nobody has changed it meanwhile.
    const done = await prisma.secondFactor.updateMany({
      where: { userId, secret },
      data: { secret: sealSecret(openSecret(secret, purpose), purpose) },
    });
    count += done.count;
  }
  return count;
}
