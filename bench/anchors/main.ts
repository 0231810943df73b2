// npm run bench:anchors. Real pages and their revisions (FIXTURES_DIR/anchoring): for each kind of mark how many are
// found, put on wrong words, or found though deleted, for ours and for what one would do otherwise; the same on halves of
// the pages, backwards (from the revision to the original), and on pages that have nothing to do with each other; then
// the time for 1,000 marks on 650,000 characters.
import type { Probe, RevisedPage } from '../../tests/support/anchoring.ts';
import { revisedPages, verdict } from '../../tests/support/anchoring.ts';
import type { Method } from './methods.ts';
import { ours, plainIndexOf, usualWeighting } from './methods.ts';

const methods: Readonly<Record<string, Method>> = { ours, indexOf: plainIndexOf, 'usual weighting': usualWeighting };

interface Tally {
  marks: number;
  exactly: number;
  found: number;
  wrong: number;
}

function count(method: Method, pages: readonly RevisedPage[], only: (probe: Probe) => boolean): Tally {
  const tally = { marks: 0, exactly: 0, found: 0, wrong: 0 };
  for (const page of pages) {
    const place = method(page.old, page.new);
    for (const probe of page.probes.filter(only)) {
      const got = verdict(probe, place(probe));
      tally.marks += 1;
      if (got === 'right') tally.exactly += 1;
      if (got === 'right' || got === 'about') tally.found += 1;
      if (got === 'wrong') tally.wrong += 1;
    }
  }
  return tally;
}

const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`);

function table(title: string, pages: readonly RevisedPage[]): void {
  const kinds = [...new Set(pages.flatMap((page) => page.probes.map((probe) => probe.kind)))];
  console.log(`\n${title}: ${pages.length} pages`);
  const rows = kinds.flatMap((kind) =>
    Object.entries(methods).map(([name, method]) => {
      const { marks, exactly, found, wrong } = count(method, pages, (probe) => probe.kind === kind);
      const lost = pages.some((page) =>
        page.probes.some((probe) => probe.kind === kind && probe.expectedStart === null),
      );
      return {
        kind,
        method: name,
        marks,
        found: lost ? '-' : share(found, marks),
        'to the letter': lost ? '-' : share(exactly, marks),
        'on wrong words': lost ? '-' : wrong,
        'falsely found': lost ? wrong : '-',
      };
    }),
  );
  console.table(rows);
}

/** The revision as the old text: what was inserted is then deleted, and every edit is another edit. */
const backwards = (page: RevisedPage): RevisedPage => ({
  ...page,
  old: page.new,
  new: page.old,
  probes: page.probes.flatMap((probe) => {
    const { start, end, expectedStart, expectedEnd } = probe;
    if (expectedStart === null || expectedEnd === null) return [];
    return [
      {
        ...probe,
        start: expectedStart,
        end: expectedEnd,
        exact: page.new.slice(expectedStart, expectedEnd),
        prefix: page.new.slice(Math.max(0, expectedStart - 32), expectedStart),
        suffix: page.new.slice(expectedEnd, expectedEnd + 32),
        expectedStart: start,
        expectedEnd: end,
      },
    ];
  }),
});

/** Each page's marks on the next page's text: none of them stands there. */
const strangers = (pages: readonly RevisedPage[]): RevisedPage[] =>
  pages.flatMap((page, index) => {
    const other = pages[(index + 1) % pages.length];
    if (!other || other === page) return [];
    const probes = page.probes.map((probe) => ({
      ...probe,
      kind: 'elsewhere',
      expectedStart: null,
      expectedEnd: null,
    }));
    return [{ ...page, new: other.new, probes }];
  });

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Pages strung together to 650,000 characters, and their revisions likewise; 1,000 marks spread over them. */
function timing(pages: readonly RevisedPage[]): void {
  let [oldText, newText] = ['', ''];
  const marks: { start: number; end: number }[] = [];
  for (let round = 0; oldText.length < 650_000; round += 1) {
    for (const page of pages) {
      if (oldText.length >= 650_000) break;
      // Told apart, or the same article twenty times over would be what is measured.
      const name = `Part ${round}: `;
      const salt = (text: string) =>
        name + text.replaceAll(/\b(\w{4,9})\b/gu, (word) => (word.length % 3 === round % 3 ? `${word}${round}` : word));
      for (const probe of page.probes) {
        const start = salt(page.old.slice(0, probe.start)).length;
        if (probe.kind !== 'copyDeleted')
          marks.push({ start: oldText.length + start, end: oldText.length + start + probe.exact.length });
      }
      oldText += `${salt(page.old)}\n`;
      newText += `${salt(page.new)}\n`;
    }
  }
  const step = Math.max(1, Math.floor(marks.length / 1000));
  const chosen = marks
    .filter((_, index) => index % step === 0)
    .slice(0, 1000)
    .map(({ start, end }) => ({
      start,
      end,
      exact: oldText.slice(start, end),
      prefix: oldText.slice(Math.max(0, start - 32), start),
      suffix: oldText.slice(end, end + 32),
    }));
  console.log(
    `\n${chosen.length} marks on ${oldText.length.toLocaleString('en')} characters, onto ${newText.length.toLocaleString('en')}`,
  );
  console.table(
    Object.entries(methods).map(([method, prepare]) => {
      // The usual weighting takes most of a minute for all of them: a part is timed and the rest reckoned.
      const [rounds, some] = method === 'usual weighting' ? [1, chosen.slice(0, 40)] : [5, chosen];
      const times = Array.from({ length: rounds }, () => {
        const [began, cpu] = [performance.now(), process.cpuUsage()];
        const place = prepare(oldText, newText);
        for (const mark of some) place(mark);
        const { user, system } = process.cpuUsage(cpu);
        const whole = chosen.length / some.length;
        return { wall: (performance.now() - began) * whole, cpu: ((user + system) / 1000) * whole };
      });
      return {
        method,
        timed: some.length,
        'median ms': Math.round(median(times.map((time) => time.wall))),
        'slowest ms': Math.round(Math.max(...times.map((time) => time.wall))),
        // What it takes on a machine that has nothing else to do.
        'median ms of CPU': Math.round(median(times.map((time) => time.cpu))),
      };
    }),
  );
}

const pages = revisedPages();
if (pages.length === 0) console.log('No revised pages found: set FIXTURES_DIR to the folder that holds anchoring/.');
else {
  table('Marks carried to the revision', pages);
  table(
    'Every other page',
    pages.filter((_, index) => index % 2 === 0),
  );
  table(
    'The other ones',
    pages.filter((_, index) => index % 2 === 1),
  );
  table('Backwards, from the revision to the original', pages.map(backwards));
  table('Onto a page that has nothing to do with it', strangers(pages));
  timing(pages);
}
