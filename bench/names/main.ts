// npm run bench:names. How well the name matcher tells published pairs apart, beside plain trigrams and Jaro-Winkler in
// the same run. Their thresholds are the best that these very pairs allow them; ours are the product's. With SHOW=1 every
// pair that is judged wrong is listed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { compareNames, MERGE, SAME } from '@/lib/entities/names/compare.rules.ts';
import { fixturesDir } from '@/tests/support/fixtures.ts';
import { jaroWinkler, trigramLikeness } from './rivals.ts';

const row = z.object({
  case_group: z.string(),
  schema: z.string(),
  name1: z.string(),
  name2: z.string(),
  is_match: z.enum(['true', 'false']),
  category: z.string(),
});
const folder = path.join(fixturesDir, 'names');
const pairs = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.csv'))
      .flatMap((file) => z.array(row).parse(parse(readFileSync(path.join(folder, file)), { columns: true })))
      .map((one) => ({ ...one, same: one.is_match === 'true' }))
  : [];
if (pairs.length === 0) {
  console.log(`No name pairs in ${folder}: nothing to measure.`);
  process.exit(0);
}
type Pair = (typeof pairs)[number];
type Matcher = (pair: Pair) => number;

/** Each pair is compared once, however many thresholds are tried on it. */
function once(matcher: Matcher): Matcher {
  const known = new Map(pairs.map((pair) => [pair, matcher(pair)]));
  return (pair) => known.get(pair) ?? 0;
}
const ours = once(({ name1, name2, schema }) => compareNames(name1, name2, schema));
const trigram = once(({ name1, name2 }) => trigramLikeness(name1, name2));
const winkler = once(({ name1, name2 }) => jaroWinkler(name1, name2));

function judge(some: readonly Pair[], matcher: Matcher, threshold: number) {
  let [hit, wrong, missed] = [0, 0, 0];
  for (const pair of some) {
    const said = matcher(pair) >= threshold;
    if (said && pair.same) hit += 1;
    else if (said) wrong += 1;
    else if (pair.same) missed += 1;
  }
  const precision = hit + wrong === 0 ? 1 : hit / (hit + wrong);
  const recall = hit + missed === 0 ? 1 : hit / (hit + missed);
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

const steps = Array.from({ length: 61 }, (_, at) => 0.4 + at / 100);
const best = (some: readonly Pair[], matcher: Matcher): number =>
  steps.reduce((top, one) => (judge(some, matcher, one).f1 > judge(some, matcher, top).f1 ? one : top), 0.4);
const show = (label: string, { precision, recall, f1 }: ReturnType<typeof judge>, note = ''): void =>
  console.log(
    `${label.padEnd(44)} P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}  ${note}`.trimEnd(),
  );

console.log(`${pairs.length} pairs, ${pairs.filter((pair) => pair.same).length} of them the same\n`);
show(`Redthread at ${SAME}`, judge(pairs, ours, SAME), 'the threshold of the product');
show(`Redthread at ${MERGE}, where a merge is proposed`, judge(pairs, ours, MERGE));
const [trigramAt, winklerAt] = [best(pairs, trigram), best(pairs, winkler)];
show(`trigrams at ${trigramAt.toFixed(2)}`, judge(pairs, trigram, trigramAt), 'its best on these pairs');
show(`Jaro-Winkler at ${winklerAt.toFixed(2)}`, judge(pairs, winkler, winklerAt), 'its best on these pairs');
show(
  'reference: nomenklatura logic-v2 at 0.7',
  { precision: 0.767, recall: 0.866, f1: 0.813 },
  'published with the pairs',
);

console.log('\nCross-validation: the threshold that is best on all other groups, used on the group left out');
for (const group of [...new Set(pairs.map((pair) => pair.case_group))].sort()) {
  const [inside, outside] = [
    pairs.filter((pair) => pair.case_group === group),
    pairs.filter((pair) => pair.case_group !== group),
  ];
  const threshold = best(outside, ours);
  show(`${group} (${inside.length})`, judge(inside, ours, threshold), `at ${threshold.toFixed(2)}`);
}

console.log('\nBy kind of difficulty, at the threshold of the product');
for (const category of [...new Set(pairs.map(kindOf))].sort()) {
  const some = pairs.filter((pair) => kindOf(pair) === category);
  const right = (matcher: Matcher, at: number) => some.filter((pair) => matcher(pair) >= at === pair.same).length;
  const share = (count: number) => `${String(count).padStart(3)}/${some.length}`;
  console.log(
    `${category.padEnd(44)} ours ${share(right(ours, SAME))}  trigrams ${share(right(trigram, trigramAt))}  Jaro-Winkler ${share(right(winkler, winklerAt))}`,
  );
}
function kindOf({ schema, category, same }: Pair): string {
  return `${schema === 'Person' ? 'person' : 'organisation'}, ${same ? 'same' : 'different'}: ${category || 'mixed'}`.slice(
    0,
    44,
  );
}

if (process.env.SHOW)
  for (const pair of pairs)
    if (ours(pair) >= SAME !== pair.same)
      console.log(`${ours(pair).toFixed(2)} ${pair.same ? 'missed' : 'wrong '} ${pair.name1} | ${pair.name2}`);
