import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixturesDir } from '@/tests/support/fixtures.ts';
import { claimLike, whyCheckable } from './claims.rules.ts';
import { possibleNames, suggestionsFor } from './index.rules.ts';
import { knownNames, newNames } from './names.rules.ts';
import type { KnownName, Suggester, Suggestion } from './suggester.rules.ts';

const known: KnownName[] = [
  { entityId: 'agustin', name: 'Agustín Intriago', schema: 'Person', kind: 'full' },
  { entityId: 'ines', name: 'Inés Calderón', schema: 'Person', kind: 'full' },
  { entityId: 'gruas', name: 'Grúas del Sur', schema: 'Company', kind: 'full' },
  { entityId: 'chapo', name: 'El Chapo', schema: 'Person', kind: 'nickname' },
];
const whole = (text: string, role = 'body') => [{ start: 0, end: text.length, role }];
const read = (text: string) => suggestionsFor({ text, parts: whole(text), known });
const shown = async (text: string) =>
  (await read(text))
    .filter((one) => one.kind === 'entity')
    .map((one) => [text.slice(one.start, one.end), one.entityId]);
const wordsShown = async (text: string) => (await shown(text)).map(([words]) => words);

describe('ANN-6: suggested names', () => {
  it('are found whatever their accents, and by a part alone once the whole was read', async () => {
    expect(
      await shown('Agustin was first here. Then Agustín Intriago came. Agustin spoke, and Intriago left.'),
    ).toEqual([
      // Before the whole name was read it could be anybody's.
      ['Agustin', null],
      ['Agustín Intriago', 'agustin'],
      ['Agustin', 'agustin'],
      ['Intriago', 'agustin'],
    ]);
    expect(await shown('la empresa Gruas Del Sur y el apodo el Chapo')).toEqual([
      ['Gruas Del Sur', 'gruas'],
      ['el Chapo', 'chapo'],
    ]);
  });

  it('do not take a part that two people share, a nickname in parts, or part of a longer name', async () => {
    const both = [...known, { entityId: 'agustin2', name: 'Agustín Vera', schema: 'Person', kind: 'full' }];
    const text = 'Agustín Intriago met Agustín Vera. Later Agustín smiled.';
    const found = await suggestionsFor({ text, parts: whole(text), known: both });
    expect(found.map((one) => text.slice(one.start, one.end))).not.toContain('Agustín');
    expect(await wordsShown('El Chapo fled. Chapo Norero stayed in Sinaloa, with Norero.')).not.toContain('Chapo');
    const street = await shown('Agustín Intriago lived in Intriago Street.');
    expect(street.filter(([, id]) => id === 'agustin')).toHaveLength(1);
  });

  it('leave a name that two entities have to the person who marks it', async () => {
    const twins = [known[0]!, { ...known[0]!, entityId: 'other' }];
    const text = 'They met Agustín Intriago.';
    const found = await suggestionsFor({ text, parts: whole(text), known: twins });
    expect(found.filter((one) => one.entityId)).toEqual([]);
  });

  it('offer runs of capitalised words as new, with the particles inside, without what goes before', async () => {
    expect(
      await wordsShown('On Tuesday the Ministry of the Interior told President Daniel Noboa so. Nobody knew.'),
    ).toEqual(['Ministry of the Interior', 'Daniel Noboa']);
    expect(await wordsShown('La Fiscalía General del Estado acusó a José de la Cruz.')).toEqual([
      'Fiscalía General del Estado',
      'José de la Cruz',
    ]);
    expect(await shown('Nobody came. Everything was quiet.')).toEqual([]);
  });

  it('keep the key of a refusal whatever stands around the words', async () => {
    const keys = async (text: string) => (await read(text)).map((one) => one.key);
    expect(await keys('They asked Daniel Noboa.')).toEqual(
      await keys('And then they asked DANIEL Noboa again.'.replace('DANIEL', 'Daniel')),
    );
  });

  it('look known names up by everything that could be one', () => {
    const text = 'They met José de la Cruz and de la Torre.';
    const names = possibleNames({ text, parts: whole(text) });
    for (const name of ['jose', 'jose de la cruz', 'cruz', 'de la torre']) expect(names).toContain(name);
    expect(names).not.toContain('met');
  });

  it('always stand on whole words of the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('Agustín', 'Intriago', ' ', '. ', 'de', 'said', '5', '😀', '\n', '“', 'Grúas', 'É́'), {
          maxLength: 40,
        }),
        async (words) => {
          const text = words.join('');
          for (const one of await read(text)) {
            expect(one.start).toBeGreaterThanOrEqual(0);
            expect(one.end).toBeLessThanOrEqual(text.length);
            expect(one.end).toBeGreaterThan(one.start);
            expect(text.slice(one.start, one.end).isWellFormed()).toBe(true);
          }
        },
      ),
    );
  });
});

describe('ANN-6: sentences that look checkable', () => {
  const rows: [string, boolean][] = [
    ['The port authority paid $4 million for the crane in January.', true],
    ['La autoridad pagó dos millones de dólares en enero, según la ministra.', true],
    ['An auditor warned of the payment in November, according to three people who read her letter.', true],
    ['Is it true that the port paid 4 million in January?', false],
    ['I think that they paid more than 4 million in January.', false],
    ['It was a quiet morning by the sea and nobody spoke.', false],
    ['Thanks!', false],
  ];
  it.each(rows)('%s', (sentence, wanted) => {
    expect(whyCheckable(sentence) !== null).toBe(wanted);
  });

  it('say why, and stand on the whole sentence', () => {
    const text = 'Nothing here. Mr. Vera said on Monday that 12 cranes were bought. And so on it went for us.';
    const [found, ...others] = claimLike({ text, parts: whole(text), known: [] });
    expect(text.slice(found?.start, found?.end)).toBe('Mr. Vera said on Monday that 12 cranes were bought.');
    expect(found?.why).toEqual(expect.arrayContaining(['number', 'date', 'attribution']));
    expect(others).toEqual([]);
  });
});

describe('ANN-6: a suggester of the newsroom’s own', () => {
  const text = 'They met Agustín Intriago by the quay.';
  const own = (start: number, end: number): Suggestion => ({
    ...{ key: `own:${start}`, kind: 'entity', start, end, entityId: null, name: 'x', schema: 'Person', why: ['model'] },
  });
  const answer = (...asked: Suggester[]) => suggestionsFor({ text, parts: whole(text), known }, asked);

  it('may take its time; an earlier one keeps the words that both name', async () => {
    const model: Suggester = async () => Promise.resolve([own(9, 16), own(33, 37)]);
    expect((await answer(knownNames, model)).map((one) => one.key)).toEqual([
      'name:agustin:agustin intriago',
      'own:33',
    ]);
  });

  it('cannot point outside the text, and costs only its own part when it fails', async () => {
    const wild: Suggester = () => [own(-1, 4), own(30, 99), own(7, 7), own(1.5, 3)];
    const broken: Suggester = () => Promise.reject(new Error('the model is asleep'));
    const told: unknown[] = [];
    const found = await suggestionsFor({ text, parts: whole(text), known }, [broken, wild, knownNames], (error) =>
      told.push(error),
    );
    expect(found.map((one) => one.entityId)).toEqual(['agustin']);
    expect(told).toHaveLength(1);
  });
});

interface Gold {
  readonly start: number;
  readonly end: number;
}

/** The wikified mentions of a WebAnno TSV: what people said is a name of somebody or something. */
function goldOf(tsv: string): { text: string; gold: Gold[] } {
  const sentences: string[] = [];
  const spans = new Map<string, Gold>();
  for (const row of tsv.split('\n')) {
    if (row.startsWith('#Text=')) sentences.push(row.slice(6));
    const [, offsets = '', , entity = '', , , identity = ''] = row.split('\t');
    const [start, end] = offsets.split('-').map(Number);
    if (start === undefined || end === undefined || !identity || identity === '_') continue;
    const types = entity.split('|');
    for (const part of identity.split('|')) {
      const id = /\[(\d+)\]$/.exec(part)?.[0];
      if (!id || part.startsWith('_')) continue;
      const type = types.find((one) => one.endsWith(id)) ?? '';
      if (/^(?:time|quantity|abstract)/.test(type)) continue;
      const before = spans.get(id);
      spans.set(id, { start: Math.min(before?.start ?? start, start), end: Math.max(before?.end ?? end, end) });
    }
  }
  const text = sentences.join('\n');
  return { text, gold: [...spans.values()].filter(({ start, end }) => /\p{Lu}/u.test(text.slice(start, end))) };
}

const corpora = path.join(fixturesDir, 'corpora');
const files = existsSync(corpora) ? readdirSync(corpora).filter((name) => name.endsWith('.tsv')) : [];

describe.skipIf(files.length === 0)(`names on ${files.length} annotated news texts`, () => {
  it('ANN-6: runs of capitalised words find most names that people marked, and little else', () => {
    const overlaps = (a: Gold, b: Gold) => a.start < b.end && b.start < a.end;
    const sum = { right: 0, offered: 0, found: 0, gold: 0, exact: 0 };
    for (const file of files) {
      const { text, gold } = goldOf(readFileSync(path.join(corpora, file), 'utf8'));
      // The first sentence is the headline.
      let start = 0;
      const parts = text.split('\n').map((line, index) => {
        const part = { start, end: start + line.length, role: index === 0 ? 'headline' : 'body' };
        start = part.end + 1;
        return part;
      });
      const offered = [...newNames({ text, parts, known: [] })];
      const inBody = gold.filter((one) => one.start > (parts[0]?.end ?? 0));
      const right = offered.filter((one) => inBody.some((mark) => overlaps(one, mark)));
      const found = inBody.filter((mark) => offered.some((one) => overlaps(one, mark)));
      sum.right += right.length;
      sum.offered += offered.length;
      sum.found += found.length;
      sum.gold += inBody.length;
      sum.exact += inBody.filter((mark) =>
        offered.some((one) => one.start === mark.start && one.end === mark.end),
      ).length;
    }
    const [precision, recall] = [sum.right / sum.offered, sum.found / sum.gold];
    console.log(
      `names on ${files.length} texts: precision ${precision.toFixed(3)} (${sum.right} of ${sum.offered} offered), recall ${recall.toFixed(3)} (${sum.found} of ${sum.gold} marked), same ends ${(sum.exact / sum.gold).toFixed(3)}`,
    );
    expect(precision).toBeGreaterThan(0.7);
    expect(recall).toBeGreaterThan(0.8);
  });
});
