// npm run bench:append [-- --rounds 400]. What an append to the log costs, piece by piece: all take turns, one at a time, at a typist's pace.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { appendBatches } from '../../lib/notes/append.ts';
import { openDatabase } from '../../lib/platform/db.ts';
import { migrate } from '../../lib/platform/migrate.ts';
import { startPostgres } from '../../server/postgres.ts';
import { setStage } from './stage.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '400' } } });
/** A pause between two statements, in milliseconds: caches cool down, as they do between two letters. */
const PAUSE_MS = 5;
/** Connections, plans and pages are new in the first ones. */
const WARM = 50;

const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
await migrate(postgres.url);
const db = await openDatabase(postgres.url, 4);
const { users, newDocument } = await setStage(db, 20);
const [documentId, another] = [await newDocument(), await newDocument()];

const owner = new pg.Pool({ connectionString: postgres.url, max: 1 });
const undurable = new pg.Pool({
  connectionString: postgres.url,
  max: 1,
  options: '-c role=redthread_app -c synchronous_commit=off',
});
// Stopping the database ends what has not closed yet.
for (const pool of [owner, undurable]) pool.on('error', () => undefined);
await owner.query('CREATE TABLE bench_row (id bigserial PRIMARY KEY, name text NOT NULL, update bytea NOT NULL)');

const update = new Uint8Array(30).fill(7);
let turn = 0;
const edit = () => ({ update, userId: users[(turn += 1) % users.length] ?? '' });
const options = { wait: false, notify: false };
const row = { name: 'row', text: 'INSERT INTO bench_row (name, update) VALUES ($1, $2)' };
const variants: Record<string, () => Promise<unknown>> = {
  'an empty statement': () => owner.query({ name: 'empty', text: 'SELECT 1' }),
  'a row on disk, nothing asked': () => owner.query({ ...row, values: [documentId, Buffer.from(update)] }),
  'an append': () => appendBatches(db.pool, [{ documentId, updates: [edit()] }], options),
  'an append, not waiting for the disk': () => appendBatches(undurable, [{ documentId, updates: [edit()] }], options),
  'ten edits of ten people': () =>
    appendBatches(db.pool, [{ documentId, updates: Array.from({ length: 10 }, edit) }], options),
  'edits of two documents': () =>
    appendBatches(
      db.pool,
      [documentId, another].map((id) => ({ documentId: id, updates: [edit()] })),
      options,
    ),
};

const times = new Map<string, number[]>();
for (let round = -WARM; round < Number(values.rounds); round += 1)
  for (const [name, run] of Object.entries(variants)) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const began = performance.now();
    await run();
    if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - began]);
  }
console.log(`milliseconds, ${values.rounds} each, taking turns`.padEnd(44), '   p25    p50    p75    p95');
for (const [name, list] of times) {
  const sorted = list.toSorted((a, b) => a - b);
  const at = [0.25, 0.5, 0.75, 0.95].map((q) => sorted[Math.floor(sorted.length * q)] ?? Number.NaN);
  console.log(name.padEnd(44), at.map((value) => value.toFixed(2).padStart(6)).join(' '));
}
await db.close();
await owner.end();
await undurable.end();
await postgres.stop();
rmSync(home, { recursive: true, force: true });
process.exit(0);
