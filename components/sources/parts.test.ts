import { expect, it } from 'vitest';
import { blockRoles } from '@/lib/sources/blocks.rules.ts';
import { countsOf } from './count-words.rules.ts';
import { roleKeys, roleWithKey } from './role-keys.rules.ts';

it('SRC-1: every role has a letter of its own', () => {
  expect(new Set(Object.values(roleKeys)).size).toBe(blockRoles.length);
  for (const role of blockRoles) expect(roleWithKey(roleKeys[role].toUpperCase())).toBe(role);
  expect(roleWithKey('z')).toBeUndefined();
});

it('says what a text is made of, in the order of the roles', () => {
  expect(countsOf([{ role: 'body' }, { role: 'headline' }, { role: 'body' }])).toEqual([
    { role: 'headline', count: 1 },
    { role: 'body', count: 2 },
  ]);
  expect(countsOf([])).toEqual([]);
});
