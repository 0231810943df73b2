import { expect, it } from 'vitest';
import { safePath } from './safe-path.rules.ts';

it('ACC-6: the way back after sign-in leads nowhere else (open redirect)', () => {
  const away = [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    '\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    '/..//evil.example',
    'http:evil.example',
  ];
  for (const path of away) {
    const target = new URL(safePath(path), 'https://desk.example.org');
    expect(target.origin, JSON.stringify(path)).toBe('https://desk.example.org');
  }
  expect(safePath('/sources/1?x=2#m=3')).toBe('/sources/1?x=2#m=3');
  expect(safePath(undefined)).toBe('/');
});
