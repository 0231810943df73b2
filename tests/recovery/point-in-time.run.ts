// npm run prove:pitr [-- --seconds 8 --fault]. Recovers a destroyed database to a chosen moment, and counts (RUN-3).
import { parseArgs } from 'node:util';
import { provePointInTime } from './point-in-time.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '8' }, fault: { type: 'boolean', default: false } },
});
const { before, after, verified, oldLineages, oldTab, newTab, recoverySeconds } = await provePointInTime({
  seconds: Number(values.seconds),
  fault: values.fault,
  say: (line) => console.log(line),
});
console.log(verified.words);
console.log(
  `acknowledged before the moment: ${before.edits} edits, ${before.commands} commands, ${before.missing} missing`,
);
console.log(
  `begun after it, and acknowledged: ${after.edits} edits, ${after.commands} commands, ${after.present} there`,
);
console.log(`live texts with their old lineage: ${oldLineages}; an old tab: ${oldTab}; a new one: ${newTab}`);
console.log(`recovered in ${recoverySeconds.toFixed(1)} s`);
const good =
  before.missing + after.present + oldLineages === 0 && verified.ok && oldTab === 'reload' && newTab === 'saved';
console.log(good ? 'The database is as it was at that moment.' : 'FAILED');
process.exit(good ? 0 : 1);
