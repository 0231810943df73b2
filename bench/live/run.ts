// npm run bench:live [-- --rounds 3 --seconds 6 --edits 10 --only room|carets|screen|rooms|idle]. Open loop, beside a plain y-websocket server and Hocuspocus, as they
// come and made to log each edit before they apply it; alternating.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../lib/platform/db.ts';
import { migrate } from '../../lib/platform/migrate.ts';
import { startPostgres } from '../../server/postgres.ts';
import { ms, quantile } from '../figures.ts';
import type { Kind } from './clients.ts';
import { kinds, turnsOf } from './clients.ts';
import type { Load, Measured } from './load.ts';
import { enter } from './load.ts';
import { screens } from './screen/screens.ts';
import { setStage } from './stage.ts';
import { ServerUnderTest } from './under-test.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    /** Of each of the ten who write in the one room, in a second. */
    edits: { type: 'string', default: '10' },
    only: { type: 'string' },
    servers: { type: 'string', default: kinds.join(',') },
    profile: { type: 'boolean', default: false },
  },
});
const [rounds, seconds, edits] = [Number(values.rounds), Number(values.seconds), Number(values.edits)];
const chosen = kinds.filter((kind) => values.servers.split(',').includes(kind));

interface Row {
  screen: number[];
  told: number[];
  cpu: number;
  edits: number;
  lost: number;
}

async function race(title: string, load: (rooms: readonly string[]) => Load, roomCount: number, times: number) {
  const rows = new Map<Kind, Row>();
  for (let round = 0; round < times; round += 1) {
    // Every round has new, empty documents.
    for (const kind of turnsOf(chosen, round)) {
      const rooms: string[] = [];
      for (let n = 0; n < roomCount; n += 1) rooms.push(await stage.newDocument());
      const server = await ServerUnderTest.start(kind, postgres.url, values.profile);
      const { write, leave } = await enter(kind, server.port, stage.users, load(rooms));
      let before = server.cost();
      const { screen, told, expected }: Measured = await write(() => {
        before = server.cost();
      });
      const cpu = (await server.cost()).cpu - (await before).cpu;
      const row = rows.get(kind) ?? { screen: [], told: [], cpu: 0, edits: 0, lost: 0 };
      rows.set(kind, row);
      for (const value of screen) row.screen.push(value);
      for (const value of told) row.told.push(value);
      row.cpu += cpu;
      row.edits += expected / Math.max(1, load(rooms).people / roomCount - 1);
      // y-websocket's server sends an edit back to its author too.
      row.lost += Math.max(0, expected - screen.length);
      leave();
      await server.stop();
    }
  }
  console.log(`\n${title}: ${times} rounds each, alternating, new documents each time`);
  console.log('                   edit to another screen (ms)       author told (ms)       CPU ms      not');
  console.log('                    p50      p95      p99         p50      p95      an edit   arrived');
  for (const [kind, { screen, told, cpu, edits, lost }] of rows) {
    console.log(
      `${kind.padEnd(14)}${ms(quantile(screen, 0.5))} ${ms(quantile(screen, 0.95))} ${ms(quantile(screen, 0.99))}    ${ms(quantile(told, 0.5))} ${ms(quantile(told, 0.95))} ${((cpu * 1000) / edits).toFixed(2).padStart(8)} ${String(lost).padStart(10)}`,
    );
  }
  const own = rows.get('ours');
  for (const [kind, row] of rows)
    if (own && kind !== 'ours')
      console.log(
        `ratio p95 ours / ${kind}: ${(quantile(own.screen, 0.95) / quantile(row.screen, 0.95)).toFixed(2)}, CPU ${(own.cpu / own.edits / (row.cpu / row.edits)).toFixed(2)}`,
      );
}

/** A server's first connections also pay for what it needs once; what one more costs is the slope between the steps. */
const IDLE_STEPS = [500, 1000, 2000];

async function idle(): Promise<void> {
  console.log(`\n${IDLE_STEPS.join(', then ')} idle connections, each with one document open`);
  for (const kind of chosen) {
    const rooms: string[] = [];
    for (let n = 0; n < 20; n += 1) rooms.push(await stage.newDocument());
    const server = await ServerUnderTest.start(kind, postgres.url, values.profile);
    const leaves: (() => void)[] = [];
    const said: string[] = [];
    let before = await server.cost(true);
    said.push(`empty ${(before.rss / 1e6).toFixed(0)} MB`);
    let people = 0;
    for (const step of IDLE_STEPS) {
      const more = step - people;
      const load: Load = { rooms, people: more, writers: 0, editsPerSecond: 1, seconds: 0, carets: false };
      leaves.push((await enter(kind, server.port, stage.users, load)).leave);
      people = step;
      const after = await server.cost(true);
      const each = ((after.rss - before.rss) / more / 1024).toFixed(1);
      said.push(
        `${step}: ${(after.rss / 1e6).toFixed(0)} MB (${each} KiB and ${(((after.cpu - before.cpu) / more) * 1000).toFixed(1)} ms CPU for each more)`,
      );
      before = after;
    }
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const later = await server.cost();
    said.push(`${(((later.cpu - before.cpu) / 5) * 1000).toFixed(0)} ms CPU a second while idle`);
    console.log(`${kind.padEnd(14)} ${said.join(', ')}`);
    for (const leave of leaves) leave();
    await server.stop();
  }
}

const home = mkdtempSync(path.resolve('.data-bench-'));
const postgres = await startPostgres(home);
await migrate(postgres.url);
const db = await openDatabase(postgres.url, 4);
const stage = await setStage(db, 1000);
try {
  if (!values.only || values.only === 'room')
    await race(
      `200 people in one room, 10 of them writing ${edits} edits a second`,
      (rooms) => ({ rooms, people: 200, writers: 10, editsPerSecond: edits, seconds, carets: false }),
      1,
      rounds,
    );
  if (!values.only || values.only === 'carets')
    await race(
      `200 people in one room, 10 of them writing ${edits} edits a second, and their carets move as they write`,
      (rooms) => ({ rooms, people: 200, writers: 10, editsPerSecond: edits, seconds, carets: true }),
      1,
      rounds,
    );
  if (!values.only || values.only === 'screen')
    await screens({ kinds: chosen, rounds, seconds, editsPerSecond: edits, stage, url: postgres.url });
  if (!values.only || values.only === 'rooms')
    await race(
      '1,000 people in 100 rooms, one in each writing 1 edit a second',
      (rooms) => ({ rooms, people: 1000, writers: 1, editsPerSecond: 1, seconds, carets: false }),
      100,
      1,
    );
  if (!values.only || values.only === 'idle') await idle();
} finally {
  await db.close();
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);
