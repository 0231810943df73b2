import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { permissionsDocument } from '@/scripts/permissions-doc.ts';

it('docs/permissions.md is what the permission table says', () => {
  expect(readFileSync('docs/permissions.md', 'utf8')).toBe(permissionsDocument());
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
