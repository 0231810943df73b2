import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revisedPages, verdict } from '../../tests/support/anchoring.ts';
import { reanchoring } from './reanchor.rules.ts';

const article = [
  'The port paid twice for one crane in January, and nobody at the ministry noticed it before the spring audit.',
  'Two officials signed both invoices. A spokesman declined to comment.',
  'El puerto pagó dos veces por una sola grúa, según los documentos del ministerio.',
  'The supplier, Harbour Works, returned the money in June. A spokesman declined to comment.',
  'In July the minister promised a new register of payments above ten thousand.',
];
const text = article.join('\n');

function carry(words: string, newText: string, nth = 0, oldText = text) {
  let start = -1;
  for (let n = 0; n <= nth; n += 1) start = oldText.indexOf(words, start + 1);
  const placed = reanchoring(oldText, newText).place({ start, end: start + words.length });
  return { ...placed, words: placed.range && newText.slice(placed.range.start, placed.range.end) };
}
const without = (...gone: number[]) => article.filter((_, index) => !gone.includes(index)).join('\n');

describe('ANC-2: a mark on the next version', () => {
  it('stays where it is when nothing changed before it', () => {
    expect(carry('paid twice', `${text}\nA last line.`)).toMatchObject({
      state: 'exact',
      score: 1,
      words: 'paid twice',
    });
  });

  it('moves with its words', () => {
    expect(carry('paid twice', `A new first line.\n${text}`)).toMatchObject({ state: 'moved', words: 'paid twice' });
  });

  it('follows a paragraph to another place', () => {
    const [first, second, third, fourth, fifth] = article;
    const shuffled = [fourth, first, second, third, fifth].join('\n');
    expect(carry('returned the money in June', shuffled)).toMatchObject({
      state: 'moved',
      words: 'returned the money in June',
    });
  });

  it('keeps old and new words of what was corrected', () => {
    expect(carry('paid twice for one crane', text.replace('twice for', 'three times for'))).toMatchObject({
      state: 'changed',
      words: 'paid three times for one crane',
    });
    expect(carry('Two officials signed', text.replace('Two officials', 'Three officials'))).toMatchObject({
      state: 'changed',
      words: 'Three officials signed',
    });
    expect(carry('los documentos del ministerio', text.replace('documentos', 'registros'))).toMatchObject({
      state: 'changed',
      words: 'los registros del ministerio',
    });
  });

  it('does not take what was inserted beside it', () => {
    const changed = text.replace('paid twice', 'has, it is said, paid twice or more');
    expect(carry('paid twice', changed)).toMatchObject({ state: 'moved', words: 'paid twice' });
  });

  it('counts other line ends as the same words and other quotation marks as a change', () => {
    expect(carry('signed both invoices', text.replace('both invoices', 'both\ninvoices')).state).toBe('moved');
    const quoted = text.replace('a new register', '“a new register”');
    expect(carry('“a new register”', quoted.replace(/[“”]/gu, '"'), 0, quoted)).toMatchObject({
      state: 'changed',
      words: '"a new register"',
    });
  });

  it('keeps each copy of repeated words on its own place', () => {
    const words = 'A spokesman declined to comment.';
    const longer = `A spokesman declined to comment.\n${text}`;
    const first = carry(words, longer, 0);
    const second = carry(words, longer, 1);
    expect(first.range?.start).toBe(longer.indexOf(words, 10));
    expect(second.range?.start).toBe(longer.lastIndexOf(words));
  });

  it('never finds a deleted passage, also where the same words live on', () => {
    expect(carry('Two officials signed both invoices', without(1))).toMatchObject({ range: null });
    expect(carry('A spokesman declined to comment', without(1), 0)).toMatchObject({ range: null });
    expect(carry('A spokesman declined to comment', without(3), 1)).toMatchObject({ range: null });
    expect(carry('A spokesman declined to comment', without(1), 1).state).toBe('moved');
  });

  it('asks when either of two copies may have gone', () => {
    const before = 'The bank denied it. No comment. The firm denied it. No comment. The court waits.';
    const after = 'The bank denied it. No comment. The court waits.';
    for (const nth of [0, 1]) {
      const { range, suggestion } = carry('No comment.', after, nth, before);
      expect(range).toBeNull();
      expect(suggestion?.start).toBe(after.indexOf('No comment.'));
    }
  });

  it('asks when one word was exchanged for another', () => {
    expect(carry('twice', text.replace('twice', 'once'))).toMatchObject({ range: null });
  });

  it('reads scripts without spaces, right-to-left text and characters outside the first plane', () => {
    const old = '市长昨天宣布辞职。记者提问。\nأعلن الوزير استقالته أمس.\n🎉 The mayor resigned. 𝒜 note.';
    const next = old.replace('昨天宣布', '昨天突然宣布').replace('🎉 ', '🎉🎉 ');
    expect(carry('市长昨天宣布辞职', next, 0, old)).toMatchObject({ state: 'changed', words: '市长昨天突然宣布辞职' });
    expect(carry('استقالته أمس', next, 0, old)).toMatchObject({ state: 'moved' });
    expect(carry('𝒜 note', next, 0, old)).toMatchObject({ state: 'moved', words: '𝒜 note' });
  });

  it('survives empty and absurd texts', () => {
    expect(reanchoring('words', '').place({ start: 0, end: 5 }).state).toBe('orphan');
    expect(reanchoring('', 'words').place({ start: 0, end: 0 }).state).toBe('orphan');
    const same = 'no '.repeat(5000);
    expect(reanchoring(same, same).place({ start: 3, end: 5 }).state).toBe('exact');
    const other = 'yes '.repeat(5000);
    expect(reanchoring(same, other).place({ start: 3, end: 5 }).range).toBeNull();
  });
});

describe('ANC-2: random edits', () => {
  /** Each made-up word occurs once, so that what is expected can be told without doubt. */
  const words = Array.from(
    { length: 120 },
    (_, n) => `w${(n * 7919 + 104729).toString(36)}${n % 11 === 10 ? '.\n' : ' '}`,
  );
  const fresh = fc
    .array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 6 })
    .map((numbers) => numbers.map((n) => `n${n.toString(36)} `));
  const span = fc.tuple(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 3, max: 20 }));
  const place = (old: readonly string[], next: readonly string[], from: number, to: number) => {
    const start = old.slice(0, from).join('').length;
    const newText = next.join('');
    const marked = old.slice(from, to).join('').trimEnd();
    const placed = reanchoring(old.join(''), newText).place({ start, end: start + marked.length });
    return { placed, marked, words: placed.range && newText.slice(placed.range.start, placed.range.end) };
  };

  it('around a mark leave it on its words', () => {
    fc.assert(
      fc.property(span, fresh, fresh, fc.nat(4), fc.nat(4), ([from, length], before, after, cutA, cutB) => {
        const to = from + length;
        const next = [
          ...words.slice(0, from - cutA),
          ...before,
          ...words.slice(from, to),
          ...after,
          ...words.slice(to + cutB),
        ];
        const got = place(words, next, from, to);
        expect(got.words).toBe(got.marked);
        expect(['exact', 'moved']).toContain(got.placed.state);
      }),
      { numRuns: 300 },
    );
  });

  it('inside a mark keep it from its first to its last word', () => {
    fc.assert(
      fc.property(span, fresh, fc.nat(100), fc.nat(2), ([from, length], put, at, cut) => {
        const to = from + length + 3;
        const inside = from + 1 + (at % (to - from - 2));
        const next = [...words.slice(0, inside), ...put, ...words.slice(Math.min(inside + cut, to - 1))];
        const got = place(words, next, from, to);
        const first = words[from]?.trim() ?? '';
        const last = words[to - 1]?.trim() ?? '';
        expect(got.placed.state).toBe('changed');
        expect(got.words?.startsWith(first) && got.words.endsWith(last)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('over a whole mark never leave it anywhere', () => {
    fc.assert(
      fc.property(span, fc.option(fresh), fc.nat(3), fc.nat(3), ([from, length], put, more, less) => {
        const to = from + length;
        const next = [...words.slice(0, from - more), ...(put ?? []), ...words.slice(to + less)];
        expect(place(words, next, from, to).placed.range).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it('of any kind leave every answer within the text and in accord with its state', () => {
    const anyText = fc.array(fc.constantFrom('the ', 'port ', 'paid. ', 'twice\n', 'él ', '“no” ', '🎉 '), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyText, anyText, fc.nat(200), fc.nat(40), (a, b, at, length) => {
        const [old, next] = [a.join(''), b.join('')];
        const start = Math.min(at, old.length);
        const { state, range, suggestion, score } = reanchoring(old, next).place({
          start,
          end: Math.min(old.length, start + length),
        });
        expect(range !== null).toBe(['exact', 'moved', 'changed'].includes(state));
        for (const one of [range, suggestion])
          if (one) expect(0 <= one.start && one.start < one.end && one.end <= next.length).toBe(true);
        expect(score >= 0 && score <= 1).toBe(true);
        if (state === 'exact' && range)
          expect(next.slice(range.start, range.end)).toBe(old.slice(range.start, range.end));
      }),
      { numRuns: 400 },
    );
  });
});

const pages = revisedPages();
describe.skipIf(pages.length === 0)(`ANC-3: ${pages.length} real revised pages`, () => {
  const results = pages.flatMap((page) => {
    const { place } = reanchoring(page.old, page.new);
    return page.probes.map((probe) => ({ kind: probe.kind, got: verdict(probe, place(probe).range) }));
  });
  const of = (...kinds: string[]) => results.filter((result) => kinds.includes(result.kind));

  it('ANC-3: finds at least 98 % of the edited passages', () => {
    const edited = of('edited');
    const found = edited.filter(({ got }) => got === 'right' || got === 'about');
    expect(found.length / Math.max(1, edited.length)).toBeGreaterThanOrEqual(0.98);
  });

  it('ANC-3: puts nothing on a wrong copy, and finds nothing that was deleted', () => {
    expect(results.filter(({ got }) => got === 'wrong')).toEqual([]);
  });

  it('ANC-3: leaves no unchanged or repeated passage behind', () => {
    expect(of('unchanged', 'repeated').filter(({ got }) => got === 'not placed')).toEqual([]);
  });
});
