import type { Database } from '../platform/db.ts';
import { isSealedAnew, openSecret, sealSecret } from '../platform/secret-box.ts';
import { secretPurpose } from '../webhooks/sign.ts';
import { factorPurpose } from './prove.ts';

/** The same secret, sealed with today's key; null when it is already. */
const anew = (sealed: string, purpose: string): string | null =>
  isSealedAnew(sealed) ? null : sealSecret(openSecret(sealed, purpose), purpose);

/** Opens every kept secret with the key that sealed it and seals it with today's; answers how many. */
export async function rotateSecrets({ prisma }: Database): Promise<number> {
  let count = 0;
  for (const { userId, secret } of await prisma.secondFactor.findMany()) {
    const sealed = anew(secret, factorPurpose(userId));
    if (!sealed) continue;
    // Only if nobody has changed it meanwhile.
    const done = await prisma.secondFactor.updateMany({ where: { userId, secret }, data: { secret: sealed } });
    count += done.count;
  }
  for (const { id, secret, previousSecret } of await prisma.webhook.findMany()) {
    const sealed = anew(secret, secretPurpose(id));
    if (!sealed) continue;
    const done = await prisma.webhook.updateMany({
      where: { id, secret },
      data: {
        secret: sealed,
        previousSecret: previousSecret && (anew(previousSecret, secretPurpose(id)) ?? previousSecret),
      },
    });
    count += done.count;
  }
  return count;
}
