import { expect, it } from 'vitest';
import { moveSelection } from './keyboard-selection.rules.ts';

const text = 'Nine judges were held. El juez dijo que no.\nAnother block.';
const blocks = [
  { start: 0, end: 43 },
  { start: 44, end: 58 },
];
const page = { text, blocks, line: () => null };
const press = (from: { anchor: number; head: number }, ...keys: readonly string[]) =>
  keys.reduce((at, key) => {
    const parts = key.split('+');
    const held = (name: string) => parts.includes(name);
    return (
      moveSelection(page, at, {
        key: parts.at(-1) ?? '',
        shiftKey: held('Shift'),
        ctrlKey: held('Ctrl'),
        altKey: held('Alt'),
      }) ?? at
    );
  }, from);
const words = ({ anchor, head }: { anchor: number; head: number }) =>
  text.slice(Math.min(anchor, head), Math.max(anchor, head));

it('ANN-2: takes a word and then the next ones, a sentence and then the next, a block', () => {
  expect(words(press({ anchor: 0, head: 0 }, 'w'))).toBe('Nine');
  expect(words(press({ anchor: 0, head: 0 }, 'w', 'w', 'w'))).toBe('Nine judges were');
  expect(words(press({ anchor: 6, head: 6 }, 's'))).toBe('Nine judges were held.');
  expect(words(press({ anchor: 6, head: 6 }, 's', 's'))).toBe('Nine judges were held. El juez dijo que no.');
  expect(words(press({ anchor: 6, head: 6 }, 'b'))).toBe(text.slice(0, 43));
  expect(words(press({ anchor: 6, head: 6 }, 'b', 'b', 'b'))).toBe(text);
});

it('ANN-2: arrows move, with Shift they extend, with Ctrl by words, and never leave the text', () => {
  expect(press({ anchor: 0, head: 0 }, 'ArrowRight', 'ArrowRight')).toEqual({ anchor: 2, head: 2 });
  expect(words(press({ anchor: 0, head: 0 }, 'ArrowDown', 'Shift+ArrowDown'))).toBe('judges ');
  expect(words(press({ anchor: 0, head: 0 }, 'Ctrl+Shift+ArrowRight', 'Ctrl+Shift+ArrowRight'))).toBe('Nine judges');
  expect(press({ anchor: 0, head: 0 }, 'ArrowLeft', 'ArrowUp')).toEqual({ anchor: 0, head: 0 });
  expect(press({ anchor: text.length, head: text.length }, 'ArrowRight').head).toBe(text.length);
});
