import { readSettings } from '../accounts/settings.ts';
import { execute } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { SYSTEM_USER } from '../platform/ids.ts';
import { eraseRaw } from './commands.ts';

/** At a time; the rest waits for the next hour. */
const AT_ONCE = 200;

interface Old {
  readonly investigationId: string;
  readonly sourceId: string;
  readonly rawInputId: string;
}

/**
 * Forgets what sealed sources were read from, and their kept pages, once they are as old as admins have set. Text, hash and
 * trail stay; drafts, files that are evidence, and cases under legal hold are left alone. Answers how many.
 */
export async function forgetOldRaw(db: Database): Promise<number> {
  const { keepRawFor: months } = await readSettings(db.prisma);
  if (months === 0) return 0;
  const { rows } = await db.pool.query<Old>(
    `SELECT s."investigationId", s.id AS "sourceId", r.id AS "rawInputId"
     FROM "RawInput" r JOIN "Source" s ON redthread_raw_source(r.id) = s.id
     WHERE r."erasedAt" IS NULL AND r.at < now() - make_interval(months => $1) AND s.state = 'sealed'
       AND NOT EXISTS (SELECT 1 FROM "Evidence" e WHERE e."fileId" = r.id)
       AND NOT EXISTS (SELECT 1 FROM "LegalHold" h WHERE h."investigationId" = s."investigationId" AND h."liftedAt" IS NULL)
     ORDER BY r.at LIMIT $2`,
    [months, AT_ONCE],
  );
  let forgotten = 0;
  for (const old of rows) {
    // Refused where another process was faster, or the case was held meanwhile.
    const result = await execute(db, eraseRaw, { userId: SYSTEM_USER }, old);
    if (result.ok) forgotten += 1;
  }
  return forgotten;
}

const HOUR_MS = 3_600_000;

/** Every process does it: what another was faster with is refused, and no harm is done. Answers how to stop. */
export function keepForgetting(db: Database, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void forgetOldRaw(db).catch(onError), HOUR_MS);
  return () => clearInterval(timer);
}
