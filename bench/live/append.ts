// npm run bench:append [-- --rounds 400]. What an append to the log costs, piece by piece: all take turns, one at a time, at a typist's pace.
import { parseArgs } from 'node:util';
import pg from 'pg';
import { appendBatches } from '../../lib/notes/append.ts';
import { withDatabase } from '../../tests/fuzz/scratch.ts';
import { quantile } from '../figures.ts';
import { setStage } from './stage.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '400' } } });
/** A pause between two statements, in milliseconds: caches cool down, as they do between two letters. */
const PAUSE_MS = 5;
/** Connections, plans and pages are new in the first ones. */
const WARM = 50;

await withDatabase(async (db, url) => {
  const { pool } = db;
  const { users, newDocument } = await setStage(db, 20);
  const [documentId, another] = [await newDocument(), await newDocument()];
  const owner = new pg.Pool({ connectionString: url, max: 1 });
  const options = '-c role=redthread_app -c synchronous_commit=off';
  const undurable = new pg.Pool({ connectionString: url, max: 1, options });
  // Stopping the database ends what has not closed yet.
  for (const one of [owner, undurable]) one.on('error', () => undefined);
  await owner.query('CREATE TABLE bench_row (id bigserial PRIMARY KEY, name text NOT NULL, update bytea NOT NULL)');

  const update = new Uint8Array(30).fill(7);
  let turn = 0;
  const edit = () => ({ update, userId: users[(turn += 1) % users.length] ?? '' });
  const append = (to: pg.Pool, edits: number, ...documents: readonly string[]) =>
    appendBatches(
      to,
      documents.map((id) => ({ documentId: id, updates: Array.from({ length: edits }, edit) })),
      { wait: false, notify: false },
    );
  const row = { name: 'row', text: 'INSERT INTO bench_row (name, update) VALUES ($1, $2)' };
  const variants: Record<string, () => Promise<unknown>> = {
    'an empty statement': () => owner.query({ name: 'empty', text: 'SELECT 1' }),
    'a row on disk, nothing asked': () => owner.query({ ...row, values: [documentId, Buffer.from(update)] }),
    'an append': () => append(pool, 1, documentId),
    'an append, not waiting for the disk': () => append(undurable, 1, documentId),
    'ten edits of ten people': () => append(pool, 10, documentId),
    'edits of two documents': () => append(pool, 1, documentId, another),
  };

  const times = new Map(Object.keys(variants).map((name) => [name, [] as number[]]));
  for (let round = -WARM; round < Number(values.rounds); round += 1)
    for (const [name, run] of Object.entries(variants)) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const began = performance.now();
      await run();
      if (round >= 0) times.get(name)?.push(performance.now() - began);
    }
  console.log(`milliseconds, ${values.rounds} each, taking turns`.padEnd(44), '   p25    p50    p75    p95');
  for (const [name, list] of times)
    console.log(
      name.padEnd(44),
      [0.25, 0.5, 0.75, 0.95].map((part) => quantile(list, part).toFixed(2).padStart(6)).join(' '),
    );
  await owner.end();
  await undurable.end();
});
process.exit(0);
