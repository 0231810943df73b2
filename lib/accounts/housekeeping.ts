import type { Database } from '../platform/db.ts';
import { sweepLimits } from '../platform/limits.ts';
import { CHANNEL } from '../platform/notify.ts';
import { readSettings } from './settings.ts';

const EVERY_MS = 15_000;
const HOUR_MS = 3_600_000;

/** A look into a confidential case ends on the minute, also in pages that are open: their sockets are told to ask again. */
export async function endLooks({ pool }: Database): Promise<void> {
  await pool.query(
    `SELECT pg_notify($1, json_build_object('k', 'access', 'userId', "userId")::text) FROM "AccessGrant"
     WHERE "endedAt" IS NULL AND "expiresAt" BETWEEN now() - make_interval(secs => $2) AND now()`,
    [CHANNEL, (EVERY_MS * 3) / 1000],
  );
}

/** What is over is forgotten after the time that admins have set; the trail stays. */
export async function forgetWhatIsOver(db: Database): Promise<void> {
  await sweepLimits(db);
  const { forgetSessionsAfter: days } = await readSettings(db.prisma);
  const before = new Date(Date.now() - days * 24 * HOUR_MS);
  await db.prisma.session.deleteMany({ where: { OR: [{ revokedAt: { lt: before } }, { expiresAt: { lt: before } }] } });
  await db.prisma.mailLink.deleteMany({ where: { expiresAt: { lt: before } } });
}

/** Every process does it; doing it twice does no harm. Answers how to stop. */
export function keepHouse(db: Database, onError: (error: unknown) => void): () => void {
  const looks = setInterval(() => void endLooks(db).catch(onError), EVERY_MS);
  const sweep = setInterval(() => void forgetWhatIsOver(db).catch(onError), HOUR_MS);
  return () => {
    clearInterval(looks);
    clearInterval(sweep);
  };
}
