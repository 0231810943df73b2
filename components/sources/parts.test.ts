import { expect, it } from 'vitest';
import { blockRoles } from '@/lib/sources/blocks.rules.ts';
import { countsInWords } from './count-words.rules.ts';
import { roleKeys, roleWithKey } from './role-keys.rules.ts';

it('SRC-1: every role has a letter of its own', () => {
  expect(new Set(Object.values(roleKeys)).size).toBe(blockRoles.length);
  for (const role of blockRoles) expect(roleWithKey(roleKeys[role].toUpperCase())).toBe(role);
  expect(roleWithKey('z')).toBeUndefined();
});

it('says what a text is made of in words, singular and plural', () => {
  expect(countsInWords([{ role: 'body' }, { role: 'headline' }, { role: 'body' }])).toEqual([
    '1 headline',
    '2 body paragraphs',
  ]);
  expect(countsInWords([])).toEqual([]);
});
