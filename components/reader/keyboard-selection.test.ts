import { expect, it } from 'vitest';
import { moveSelection } from './keyboard-selection.rules.ts';

const text = 'Nine judges were held. El juez dijo que no.\nAnother block.';
const press = (from: { anchor: number; head: number }, ...keys: readonly string[]) =>
  keys.reduce(
    (at, key) => moveSelection(text, at, { key: key.replace('Shift+', ''), shiftKey: key.startsWith('Shift+') }) ?? at,
    from,
  );
const words = ({ anchor, head }: { anchor: number; head: number }) =>
  text.slice(Math.min(anchor, head), Math.max(anchor, head));

it('ANN-2: takes a word and then the next ones, a sentence and then the next', () => {
  expect(words(press({ anchor: 0, head: 0 }, 'w'))).toBe('Nine');
  expect(words(press({ anchor: 0, head: 0 }, 'w', 'w', 'w'))).toBe('Nine judges were');
  expect(words(press({ anchor: 6, head: 6 }, 's'))).toBe('Nine judges were held.');
  expect(words(press({ anchor: 6, head: 6 }, 's', 's'))).toBe('Nine judges were held. El juez dijo que no.');
});

it('ANN-2: arrows move, with Shift they extend, and never leave the text', () => {
  expect(press({ anchor: 0, head: 0 }, 'ArrowRight', 'ArrowRight')).toEqual({ anchor: 2, head: 2 });
  expect(words(press({ anchor: 0, head: 0 }, 'ArrowDown', 'Shift+ArrowDown'))).toBe('judges ');
  expect(press({ anchor: 0, head: 0 }, 'ArrowLeft', 'ArrowUp')).toEqual({ anchor: 0, head: 0 });
  expect(press({ anchor: text.length, head: text.length }, 'ArrowRight').head).toBe(text.length);
});
