import { getSchema } from '@tiptap/core';
import { expect, it } from 'vitest';
import { sourceExtensions } from '@/lib/sources/extensions.ts';
import { indexAgain, isGuess, partsOf, startOf } from './draft-roles.ts';

const schema = getSchema(sourceExtensions);
const draft = (...texts: string[]) =>
  schema.node(
    'doc',
    null,
    texts.map((text) => schema.node('block', { role: 'caption' }, text ? [schema.text(text)] : [])),
  );

it('SRC-1: the part whose role is being chosen stays the same one while colleagues write around it', () => {
  const before = { doc: draft('one', 'two', 'three', 'two'), index: 3 };
  expect(indexAgain(draft('one!', 'two', 'three', 'two'), before)).toBe(3);
  expect(indexAgain(draft('zero', 'one', 'two', 'three', 'two'), before)).toBe(4);
  expect(indexAgain(draft('one', 'two', 'three', 'two, edited'), before)).toBe(3);
  expect(indexAgain(draft('one', 'two', 'three, edited', 'two'), { ...before, index: 2 })).toBe(2);
  expect(indexAgain(draft('one', 'two', 'two'), before)).toBe(2);
  expect(indexAgain(draft('one', 'two', 'two'), { ...before, index: 2 })).toBeNull();
});

it('knows where a part begins and which parts are empty', () => {
  const doc = draft('one', '', 'three');
  expect(doc.nodeAt(startOf(doc, 2))?.textContent).toBe('three');
  expect(partsOf(doc)).toEqual([
    { role: 'caption', number: null, empty: false },
    { role: 'caption', number: null, empty: true },
    { role: 'caption', number: null, empty: false },
  ]);
});

it('SRC-1: only an unsure guess is called one; who gives a role is sure', () => {
  const part = (confidence: string | null) =>
    schema.node('block', { role: 'caption', confidence }, [schema.text('one')]);
  expect(['0.5', '0.6', '0.7', '0.95', null].map((one) => isGuess(part(one)))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
