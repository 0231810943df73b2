import { expect, it } from 'vitest';
import { mentionBefore, offered, withMention } from './mention.rules.ts';

const people = [
  { id: '1', name: 'Mo Okafor' },
  { id: '2', name: 'Ángela Ruiz' },
];

it('ANN-4: an @ offers people, without accents, by any part of the name; not inside an address', () => {
  expect(mentionBefore('ask @an', 7)).toEqual({ start: 4, query: 'an' });
  expect(mentionBefore('desk@an', 7)).toBeNull();
  expect(offered('an', people).map(({ name }) => name)).toEqual(['Ángela Ruiz']);
  expect(offered('oka', people).map(({ name }) => name)).toEqual(['Mo Okafor']);
  expect(offered('', people)).toHaveLength(2);
  // Written out: nothing more to offer.
  expect(offered('mo okafor', people)).toEqual([]);
});

it('ANN-4: what was begun is replaced by the whole name, once', () => {
  expect(withMention('ask @an today', 4, 7, 'Ángela Ruiz')).toEqual({ text: 'ask @Ángela Ruiz today', caret: 17 });
});
