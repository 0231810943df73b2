// npm run bench:entities [-- 1000000]. Candidate search among so many generated names: p50 and p95 by what was typed,
// beside what one would write first (similarity() over all names, with a trigram index), then again while an import runs.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { searchEntities } from '@/lib/entities/find.queries.ts';
import { openDatabase } from '@/lib/platform/db.ts';
import { newId } from '@/lib/platform/ids.ts';
import { migrate } from '@/lib/platform/migrate.ts';
import { ask } from '@/lib/platform/query.ts';
import { startPostgres } from '@/server/postgres.ts';
import { fill, nameMaker, seeded } from './generate.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
const quantile = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
const line = (label: string, times: readonly number[]): void =>
  console.log(
    `${label.padEnd(42)} n ${String(times.length).padStart(3)}  p50 ${quantile(times, 0.5).toFixed(1).padStart(7)} ms  p95 ${quantile(times, 0.95).toFixed(1).padStart(7)} ms`,
  );
async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

try {
  await migrate(postgres.url);
  const db = await openDatabase(postgres.url, 6);
  const userId = newId();
  await db.prisma.user.create({ data: { id: userId, email: 'bench@example.org', name: 'Bench' } });
  const admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  // As any large load is done: the index is built over what is there.
  await admin.query('DROP INDEX "EntityName_tokens_idx"; SET synchronous_commit = off');
  const loaded = await timed(() => fill(admin, count, userId, 1));
  const indexed = await timed(() =>
    admin.query('CREATE INDEX "EntityName_tokens_idx" ON "EntityName" USING GIN (tokens)'),
  );
  await admin.query('VACUUM ANALYZE "EntityName"');
  await admin.query('VACUUM ANALYZE "NameToken"');
  await admin.query('VACUUM ANALYZE "Entity"');
  const { rows } = await admin.query<{ names: string; tokens: string; index: string; table: string }>(
    `SELECT (SELECT count(*) FROM "EntityName") AS names, (SELECT count(*) FROM "NameToken") AS tokens,
      pg_size_pretty(pg_relation_size('"EntityName_tokens_idx"')) AS index, pg_size_pretty(pg_table_size('"EntityName"')) AS table`,
  );
  const size = rows[0];
  console.log(
    `${size?.names} names, ${size?.tokens} parts; table ${size?.table}, index ${size?.index}; loaded in ${(loaded / 1000).toFixed(0)} s, indexed in ${(indexed / 1000).toFixed(0)} s\n`,
  );

  const random = seeded(7);
  const make = nameMaker(1);
  const known = Array.from({ length: 4000 }, make).map(({ name }) => name);
  const some = (): string => known[Math.floor(random() * known.length)] ?? 'Ana';
  const slip = (name: string): string => {
    const at = 1 + Math.floor(random() * (name.length - 2));
    return name.slice(0, at) + name.slice(at + 1);
  };
  const typed: Record<string, () => string> = {
    '2 letters': () => some().slice(0, 2),
    '3 letters': () => some().slice(0, 3),
    '5 letters': () => some().slice(0, 5),
    'a family name': () => some().split(' ').at(-1) ?? '',
    'a whole name': some,
    'a whole name with a slip': () => slip(some()),
    'the parts in another order': () => some().split(' ').reverse().join(', '),
    'a name that nobody has': () => 'Xylqor Wtrampf',
  };
  const search = (q: string) => ask(db, searchEntities, { userId }, { q, limit: 8 });
  const round = async (label: string, times: number): Promise<void> => {
    for (const [kind, next] of Object.entries(typed)) {
      const queries = Array.from({ length: times }, next);
      const results: number[] = [];
      for (const q of queries) results.push(await timed(() => search(q)));
      line(`${label}${kind}`, results);
    }
  };
  for (const next of Object.values(typed)) await search(next());
  await round('', 60);

  const state = { writing: true };
  const importer = new pg.Client({ connectionString: postgres.url });
  await importer.connect();
  let written = 0;
  const work = (async () => {
    while (state.writing) {
      await fill(importer, 500, userId, 1000 + written);
      written += 500;
    }
  })();
  console.log('');
  await round('while an import runs: ', 25);
  state.writing = false;
  await work;
  console.log(`(${written} names were imported meanwhile)\n`);

  await admin.query('CREATE INDEX rival ON "EntityName" USING GIN (folded gin_trgm_ops)');
  await admin.query('VACUUM ANALYZE "EntityName"');
  for (const kind of ['5 letters', 'a whole name', 'a whole name with a slip']) {
    const results: number[] = [];
    for (let at = 0; at < 8; at += 1) {
      const q = (typed[kind]?.() ?? '').toLowerCase();
      results.push(
        await timed(() =>
          admin.query(
            'SELECT "entityId" FROM "EntityName" WHERE folded % $1 ORDER BY similarity(folded, $1) DESC LIMIT 8',
            [q],
          ),
        ),
      );
    }
    line(`trigrams of whole names: ${kind}`, results);
  }
  await importer.end();
  await admin.end();
  await db.close();
} finally {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
