// npm run fuzz:convergence [-- --rounds 40 --seed 1]. A failure prints its seed: run again with --rounds 1 --seed THAT.
import { parseArgs } from 'node:util';
import { converge } from './convergence.ts';
import { withDatabase } from './scratch.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } },
});
await withDatabase(async (db, url) => {
  let edits = 0;
  for (let n = 0; n < Number(values.rounds); n += 1) {
    const seed = Number(values.seed) + n;
    try {
      edits += (await converge(db, url, seed)).edits;
    } catch (error) {
      console.error(`FAILED with --rounds 1 --seed ${seed}`);
      throw error;
    }
  }
  console.log(`${values.rounds} seeds from ${values.seed}: ${edits} edits, every copy and the log alike in the end`);
});
process.exit(0);
