import { verifyAudit } from '../lib/platform/audit.ts';
import type { Database } from '../lib/platform/db.ts';

interface Finding {
  readonly ok: boolean;
  readonly words: string;
}

/** Whether the database guards what it should. */
export async function diagnose({ pool, prisma }: Database): Promise<readonly Finding[]> {
  const { rows: version } = await pool.query<{ version: string; role: string }>(
    `SELECT current_setting('server_version') AS version, current_user AS role`,
  );
  const { rows: triggers } = await pool.query<{ name: string }>(
    `SELECT DISTINCT c.relname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'append_only' AND t.tgenabled <> 'D'`,
  );
  const { rows: extensions } = await pool.query<{ extname: string }>(
    `SELECT extname FROM pg_extension WHERE extname IN ('pg_trgm', 'unaccent')`,
  );
  const guarded = new Set(triggers.map(({ name }) => name));
  const wanted = [
    'Event',
    'Command',
    'RawInput',
    'SourceVersion',
    'Block',
    'LiveUpdate',
    'Review',
    'Decision',
    'Proposal',
  ];
  const missing = wanted.filter((name) => !guarded.has(name));
  const role = version[0]?.role;
  const { broken, events } = await verifyAudit(prisma);
  return [
    { ok: true, words: `Postgres ${version[0]?.version ?? '?'} answers` },
    {
      ok: role === 'redthread_app',
      words:
        role === 'redthread_app'
          ? 'the application runs as redthread_app'
          : `the application runs as ${role ?? '?'}: the triggers guard the trail alone`,
    },
    {
      ok: missing.length === 0,
      words:
        missing.length === 0 ? 'all append-only triggers stand' : `no append-only trigger on ${missing.join(', ')}`,
    },
    {
      ok: extensions.length === 2,
      words: extensions.length === 2 ? 'pg_trgm and unaccent are there' : 'pg_trgm or unaccent is missing',
    },
    {
      ok: broken === null,
      words: broken
        ? `audit line ${broken.seq} of ${broken.stream}: ${broken.why}`
        : `${events} audit events, every hash fits`,
    },
  ];
}
