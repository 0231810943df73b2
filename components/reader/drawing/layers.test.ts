import { describe, expect, it } from 'vitest';
import type { DrawnMark } from './layers.rules.ts';
import { layersOf } from './layers.rules.ts';

const mark = (id: string, kind: string, start: number, end: number, more: Partial<DrawnMark> = {}): DrawnMark => ({
  ...{ id, kind, start, end, pending: false, resolved: false, hidden: false, color: null, words: '' },
  ...more,
});
const layers = (marks: readonly DrawnMark[], activeId: string | null = null) =>
  Object.fromEntries(layersOf(marks, [], [], activeId));

describe('how marks look on the text', () => {
  it('ANN-3: where marks overlap each keeps its line, and the words say that there are several', () => {
    expect(layers([mark('a', 'claim', 0, 20), mark('b', 'entity', 5, 10)])).toEqual({
      claim: [
        { start: 0, end: 5 },
        { start: 10, end: 20 },
      ],
      'claim-low': [{ start: 5, end: 10 }],
      entity: [{ start: 5, end: 10 }],
      'deep-2': [{ start: 5, end: 10 }],
    });
  });

  it('ANN-3: nested marks of one kind darken with each, and their line is not broken', () => {
    const drawn = layers([mark('a', 'note', 0, 30), mark('b', 'note', 5, 20), mark('c', 'note', 10, 15)]);
    expect(drawn['note']).toEqual([{ start: 0, end: 30 }]);
    expect(drawn['deep-2']).toEqual([
      { start: 5, end: 10 },
      { start: 15, end: 20 },
    ]);
    expect(drawn['deep-3']).toEqual([{ start: 10, end: 15 }]);
  });

  it('shows what is open, resolved, private and not yet with the server', () => {
    const drawn = layers(
      [
        mark('a', 'question', 0, 5, { resolved: true }),
        mark('b', 'note', 10, 15, { hidden: true }),
        mark('c', 'tag', 20, 25, { pending: true, color: 'note' }),
        mark('d', 'claim', 30, 35, { resolved: true }),
      ],
      'd',
    );
    expect(Object.keys(drawn)).toEqual(['resolved', 'note', 'private', 'tag-note', 'pending', 'claim', 'active']);
  });

  it('draws other parts’ stretches and one’s own selection besides, and nothing where there is nothing', () => {
    const drawn = layersOf(
      [],
      [{ look: 'found', ranges: [{ start: 3, end: 6 }] }],
      [
        { start: 8, end: 9 },
        { start: 9, end: 9 },
      ],
      null,
    );
    expect([...drawn]).toEqual([
      ['found', [{ start: 3, end: 6 }]],
      ['selection', [{ start: 8, end: 9 }]],
    ]);
  });
});
