// npm run bench:entities [-- 1000000]. Candidate search among so many generated names: p50 and p95 by what was typed, and
// how often the name that was meant is among the eight that are shown; beside what one would write first (similarity()
// over all names, with a trigram index); then again while an import runs. The import is the product's own (`takeIn`: each
// batch a command with its events, and a rest after it), of made FollowTheMoney lines, in the process that searches, as
// the server's jobs run beside its requests. Only the million names that are there before are written in the quick way.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { searchEntities } from '@/lib/entities/find.queries.ts';
import { takeIn } from '@/lib/interop/take-in.ts';
import { createInvestigation } from '@/lib/investigations/commands.ts';
import { execute } from '@/lib/platform/command.ts';
import { openDatabase } from '@/lib/platform/db.ts';
import { newId } from '@/lib/platform/ids.ts';
import { migrate } from '@/lib/platform/migrate.ts';
import { ask } from '@/lib/platform/query.ts';
import { startPostgres } from '@/server/postgres.ts';
import { quantile } from '../figures.ts';
import { fill, linesToImport, nameMaker, seeded } from './generate.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
const line = (label: string, times: readonly number[], found?: number): void =>
  console.log(
    `${label.padEnd(48)} n ${String(times.length).padStart(3)}  p50 ${quantile(times, 0.5).toFixed(1).padStart(7)} ms  p95 ${quantile(times, 0.95).toFixed(1).padStart(7)} ms${found === undefined ? '' : `  found ${found} of ${times.length}`}`,
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
  // As any large load is done: the index is built over what is there, and with what the migrations say of it.
  await admin.query('DROP INDEX "EntityName_tokens_idx"; SET synchronous_commit = off');
  const loaded = await timed(() => fill(admin, count, userId, 1));
  const indexed = await timed(() =>
    admin.query('CREATE INDEX "EntityName_tokens_idx" ON "EntityName" USING GIN (tokens) WITH (fastupdate = off)'),
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
  const typed: Record<string, (name: string) => string> = {
    '2 letters': (name) => name.slice(0, 2),
    '3 letters': (name) => name.slice(0, 3),
    '5 letters': (name) => name.slice(0, 5),
    'a family name': (name) => name.split(' ').at(-1) ?? '',
    'a whole name': (name) => name,
    'a whole name with a slip': slip,
    'the parts in another order': (name) => name.split(' ').reverse().join(', '),
    'a name that nobody has': () => 'Xylqor Wtrampf',
  };
  const whole = new Set(['a whole name', 'a whole name with a slip', 'the parts in another order']);
  const search = (q: string) => ask(db, searchEntities, { userId }, { q, limit: 8 });
  const round = async (label: string, times: number): Promise<void> => {
    for (const [kind, type] of Object.entries(typed)) {
      const results: number[] = [];
      let found = 0;
      for (const name of Array.from({ length: times }, some)) {
        const q = type(name);
        const began = performance.now();
        const answer = await search(q);
        results.push(performance.now() - began);
        if (answer.ok && answer.value.items.some((item) => item.name === name)) found += 1;
      }
      line(`${label}${kind}`, results, whole.has(kind) ? found : undefined);
    }
  };
  // Machines differ, and one machine from hour to hour: what the least that one can ask costs says how to read the rest.
  const leastAsked = async (): Promise<void> => {
    const times: number[] = [];
    for (let at = 0; at < 200; at += 1) times.push(await timed(() => db.pool.query('SELECT 1')));
    line('an empty statement', times);
  };
  for (const type of Object.values(typed)) await search(type(some()));
  await leastAsked();
  await round('', 100);
  await leastAsked();

  const state = { writing: true };
  const begun = await execute(db, createInvestigation, { userId }, { title: 'Import' });
  if (!begun.ok) throw new Error(begun.error.detail);
  let written = 0;
  const file = { format: 'ftm', name: 'bench', watch: false, watchAs: 'poi', investigationId: begun.value.id } as const;
  const work = (async () => {
    for await (const { done } of takeIn(db, { userId }, file, {
      objects: linesToImport(200_000, 1000),
      problems: [],
    })) {
      written = done;
      if (!state.writing) return;
    }
  })();
  console.log('');
  const since = performance.now();
  await round('while an import runs: ', 100);
  const seconds = (performance.now() - since) / 1000;
  state.writing = false;
  await work;
  console.log(`(${written} lines were imported meanwhile, ${(written / seconds).toFixed(0)} a second)\n`);

  await admin.query('CREATE INDEX rival ON "EntityName" USING GIN (folded gin_trgm_ops)');
  await admin.query('VACUUM ANALYZE "EntityName"');
  for (const kind of ['5 letters', 'a whole name', 'a whole name with a slip']) {
    const results: number[] = [];
    for (let at = 0; at < 8; at += 1) {
      const q = (typed[kind]?.(some()) ?? '').toLowerCase();
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
  await admin.end();
  await db.close();
} finally {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
