// npm run bench:document. Real editing sessions, keystroke by keystroke, through the log: what they cost on disk and in
// memory, how long a document then takes to open, and whether that grows with the edits or faster.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import { z } from 'zod';
import { appendUpdates } from '../lib/notes/append.ts';
import { openCopy, writeSnapshot } from '../lib/notes/document.ts';
import { openDatabase } from '../lib/platform/db.ts';
import { migrate } from '../lib/platform/migrate.ts';
import { startPostgres } from '../server/postgres.ts';
import { openClaimDocument } from '../tests/live/stage.ts';
import { fixturesDir } from '../tests/support/fixtures.ts';
import { person } from '../tests/support/people.ts';

const trace = z.object({
  txns: z.array(z.object({ patches: z.array(z.tuple([z.number(), z.number(), z.string()])) })),
});

const folder = path.join(fixturesDir, 'traces');
const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
await migrate(postgres.url);
const db = await openDatabase(postgres.url, 4);
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);
const kb = (value: number): string => `${(value / 1024).toFixed(0)} KiB`.padStart(10);

try {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json.gz'))) {
    const { txns } = trace.parse(JSON.parse(gunzipSync(readFileSync(path.join(folder, file))).toString('utf8')));
    console.log(`\n${file}: ${txns.length} edits`);
    console.log('     edits       log   snapshot  open, log  open, snap   copy in memory   log bytes an edit');
    const rows: Row[] = [];
    for (const part of [0.25, 0.5, 1]) rows.push(await measure(txns.slice(0, Math.floor(txns.length * part))));
    const [first, , last] = rows;
    if (first && last) console.log(growth(first, last));
  }
} finally {
  await db.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}

interface Row {
  readonly edits: number;
  readonly log: number;
  readonly snapshot: number;
  readonly fromLog: number;
  readonly fromSnapshot: number;
  readonly memory: number;
}

/** Each figure's growth beside that of the edits: about the same, or less, is linear. */
function growth(first: Row, last: Row): string {
  const times = (key: keyof Row) => (last[key] / first[key]).toFixed(2);
  return `with ${times('edits')} times the edits: log ${times('log')}, snapshot ${times('snapshot')}, opening from the log ${times('fromLog')}, from the snapshot ${times('fromSnapshot')}, memory ${times('memory')} times`;
}

async function measure(txns: z.infer<typeof trace>['txns']): Promise<Row> {
  const { userId } = await person(db, 'Author');
  const { documentId } = await openClaimDocument(db, { userId });
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  const updates: { update: Uint8Array; userId: string }[] = [];
  doc.on('update', (update: Uint8Array) => updates.push({ update, userId }));
  paragraph.insert(0, [text]);
  doc.getXmlFragment('default').insert(0, [paragraph]);
  for (const { patches } of txns)
    doc.transact(() => {
      for (const [at, removed, added] of patches) {
        if (removed > 0) text.delete(at, removed);
        if (added !== '') text.insert(at, added);
      }
    });
  for (let first = 0; first < updates.length; first += 1000)
    await appendUpdates(db.pool, documentId, updates.slice(first, first + 1000));
  const { rows } = await db.pool.query<{ bytes: number }>(
    `SELECT sum(pg_column_size(u.*))::int AS bytes FROM "LiveUpdate" AS u WHERE "documentId" = $1`,
    [documentId],
  );
  const fromLog = await opening(documentId);
  const state = Y.encodeStateAsUpdate(doc);
  await writeSnapshot(db.prisma, { documentId, seq: updates.length, state });
  const fromSnapshot = await opening(documentId);
  const row = {
    edits: updates.length,
    log: rows[0]?.bytes ?? 0,
    snapshot: state.length,
    fromLog: fromLog.took,
    fromSnapshot: fromSnapshot.took,
    memory: fromSnapshot.memory,
  };
  doc.destroy();
  console.log(
    `${String(row.edits).padStart(10)}${kb(row.log)}${kb(row.snapshot)}${ms(row.fromLog)}${ms(row.fromSnapshot)}  ${kb(row.memory)}      ${(row.log / row.edits).toFixed(0).padStart(8)}`,
  );
  return row;
}

/** Five openings; what a copy keeps of the heap, and beside it, after a collection. */
async function opening(documentId: string): Promise<{ readonly took: number; readonly memory: number }> {
  const took: number[] = [];
  const memory: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    const before = inUse();
    const began = performance.now();
    const { doc } = await openCopy(db.prisma, documentId);
    took.push(performance.now() - began);
    memory.push(inUse() - before);
    doc.destroy();
  }
  return { took: median(took), memory: median(memory) };
}

function inUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
