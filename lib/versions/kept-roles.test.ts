import { expect, it } from 'vitest';
import { withKeptRoles } from './kept-roles.rules.ts';

it('SRC-5: a part whose words stay the same keeps the role that people gave it', () => {
  const text = 'Photo: the crane\nThe port paid twice.\nThe end.\nThe end.';
  const roles = ['caption', 'lede', 'body', 'boilerplate'] as const;
  let start = 0;
  const blocks = text.split('\n').map((line, index) => {
    const block = { role: roles[index] ?? 'body', number: null, start, end: start + line.length };
    start = block.end + 1;
    return block;
  });
  const parts = ['Photo: the crane ', 'The port paid thrice.', 'The end.', 'The end.', 'The end.'].map((words) => ({
    role: 'body' as const,
    number: null,
    text: words,
  }));
  expect(withKeptRoles(parts, { text, blocks }).map(({ role }) => role)).toEqual([
    'caption',
    'body',
    'body',
    'boilerplate',
    'body',
  ]);
});
