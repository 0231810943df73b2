import { expect, it } from 'vitest';
import { adjustByKey, joined, moveEnd } from './adjust.rules.ts';

const text = 'Police took thirty-one people, 👩‍👩‍👧 and שלום עולם too.';
const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const words = (adjusting: { ranges: readonly { start: number; end: number }[] }) =>
  adjusting.ranges.map(({ start, end }) => text.slice(start, end));
const mark = { id: 'm', ranges: [at('took'), at('people')], at: 0 };
const press = (from: typeof mark, key: string, held: { shiftKey?: boolean; altKey?: boolean } = {}) =>
  adjustByKey(text, from, { key, shiftKey: false, altKey: false, ...held }) ?? from;

it('ANN-3: the keyboard moves either end of a mark by words, with Alt by characters', () => {
  expect(words(press(mark, 'ArrowRight'))[0]).toBe('took thirty');
  expect(words(press(mark, 'ArrowLeft', { shiftKey: true }))[0]).toBe('Police took');
  expect(words(press(mark, 'ArrowLeft', { altKey: true }))[0]).toBe('too');
  // Nothing is left of it: it stays.
  expect(words(press({ ...mark, ranges: [at('took')] }, 'ArrowLeft'))).toEqual(['took']);
  expect(words(press({ ...mark, at: press(mark, 'Tab').at }, 'ArrowLeft', { shiftKey: true }))[1]).toBe('one people');
});

it('ANN-3: a dragged end snaps to words, never cuts a character, never runs into the next range', () => {
  const family = text.indexOf('👩');
  const people = { id: 'm', ranges: [at('people')], at: 0 };
  expect(words(moveEnd(text, people, 0, 'end', family + 3, true))).toEqual(['people, 👩‍👩‍👧']);
  expect(words(moveEnd(text, people, 0, 'end', text.indexOf('לום'), false))).toEqual(['people, 👩‍👩‍👧 and שלום']);
  expect(moveEnd(text, mark, 0, 'end', text.indexOf('ople'), false)).toBe(mark);
});

it('ANN-1: ranges that meet are one', () => {
  expect(joined([at('people'), at('took'), { start: 10, end: 20 }])).toEqual([{ start: 7, end: 20 }, at('people')]);
});
