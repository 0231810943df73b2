// npm run torture [-- --rounds 60 --seed 1 --apps 2 --redis --fault]. Kills applications, Postgres and Redis with -9 under
// load, then counts.
import { parseArgs } from 'node:util';
import { torture } from './torture.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    apps: { type: 'string', default: '2' },
    redis: { type: 'boolean', default: false },
    fault: { type: 'boolean', default: false },
  },
});
const began = performance.now();
const result = await torture({
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  apps: Number(values.apps),
  redis: values.redis,
  fault: values.fault,
  postgresEvery: 4,
  say: (line) => console.log(line),
});
const { edits, commands, kills, feedFaults, brokenTrail } = result;
console.log(
  `\n${kills.app} kills of an application, ${kills.postgres} of Postgres, ${kills.redis} of Redis, seed ${values.seed},`,
);
console.log(
  `${Math.round((performance.now() - began) / 1000)} s, ${values.apps} processes, 8 editors, 3 senders of commands\n`,
);
console.log('            sent  acknowledged  missing  doubled');
for (const [name, one] of Object.entries({ edits, commands })) {
  const columns = [one.sent, one.acknowledged, one.missing, one.doubled];
  console.log(`${name.padEnd(10)}${columns.map((value, i) => String(value).padStart([6, 14, 9, 9][i] ?? 9)).join('')}`);
}
console.log(`\nfeed: ${feedFaults} gaps or repetitions; audit trail ${brokenTrail ? 'BROKEN' : 'whole'}`);
const good =
  [edits, commands].every(({ missing, doubled }) => missing + doubled === 0) && feedFaults === 0 && !brokenTrail;
console.log(good ? 'Nothing acknowledged was lost, nothing came twice.' : 'FAILED');
process.exit(good ? 0 : 1);
