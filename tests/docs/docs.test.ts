import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { acts } from '@/components/reader/acts/acts.rules.ts';
import { endpoints } from '@/lib/api/endpoints.ts';
import { actsDocument } from '@/scripts/acts-doc.ts';
import { claimStatesDocument } from '@/scripts/claim-states-doc.ts';
import { permissionsDocument } from '@/scripts/permissions-doc.ts';

it('docs/permissions.md is what the permission table says', () => {
  expect(readFileSync('docs/permissions.md', 'utf8')).toBe(permissionsDocument());
});

it('ANN-2: docs/acts.md is what the table of acts says, and every call in it is there', () => {
  expect(readFileSync('docs/acts.md', 'utf8')).toBe(actsDocument());
  const calls = acts.flatMap(({ api }) => api ?? []);
  const known = Object.entries(endpoints).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(calls.filter((call) => !known.includes(call))).toEqual([]);
});

it('CLM-2: docs/claim-states.md is what the table of moves says', () => {
  expect(readFileSync('docs/claim-states.md', 'utf8')).toBe(claimStatesDocument());
});

it('docs/architecture.md names every room', () => {
  const page = readFileSync('docs/architecture.md', 'utf8');
  const rooms = ['lib', 'components'].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`${folder}/${entry.name}`] : [],
    ),
  );
  expect(rooms.length).toBeGreaterThan(12);
  expect(rooms.filter((room) => !page.includes(`\`${room}\``))).toEqual([]);
});

it('every link between documents leads somewhere', () => {
  const files = [
    'README.md',
    ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const broken = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map((match) => path.join(path.dirname(file), match[1] ?? ''))
      .filter((target) => !existsSync(target))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});
