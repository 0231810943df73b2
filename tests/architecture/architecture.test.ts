import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, it } from 'vitest';
import { forbidden } from './rules.ts';

/** Files that stand side by side before nobody finds one any more. */
const MOST_FILES = 40;

const rooms = ['app', 'components', 'lib', 'server', 'seeds', 'bin'];

async function draw(folder: string): Promise<ICruiseResult> {
  const tsConfig = extractTSConfig(path.resolve('tsconfig.json'));
  const { output } = await cruise(
    rooms,
    {
      baseDir: folder,
      validate: true,
      ruleSet: { forbidden },
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules|^lib/platform/prisma/' },
      exclude: { path: String.raw`\.css$` },
    },
    {
      alias: { '@': folder },
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node'],
    },
    { tsConfig },
  );
  if (typeof output === 'string') throw new Error('expected a result, not a report');
  return output;
}

const violations = (result: ICruiseResult): string[] =>
  result.summary.violations.map((found) => `${found.rule.name}: ${found.from} -> ${found.to}`);

describe('architecture', () => {
  it('has no edge that the house forbids, and saw the whole house', async () => {
    const result = await draw(process.cwd());
    expect(violations(result)).toEqual([]);
    // A cruise that resolves nothing sees nothing and forbids nothing.
    const own = result.modules.filter((module) => rooms.some((room) => module.source.startsWith(`${room}/`)));
    expect(own.length).toBeGreaterThan(120);
    const edges = own.flatMap((module) =>
      module.dependencies.filter((dependency) => dependency.resolved.startsWith('lib/')),
    );
    expect(edges.length).toBeGreaterThan(300);
  });

  it('has no room that is a heap: one with more subjects has rooms inside, each told in docs/architecture.md', () => {
    const folders = ['lib', 'components'].flatMap((room) =>
      readdirSync(room, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(path.join('lib', 'platform', 'prisma')))
        .map((entry) => entry.parentPath),
    );
    const sizes = Map.groupBy(folders, (folder) => folder);
    expect([...sizes].filter(([, files]) => files.length > MOST_FILES).map(([folder]) => folder)).toEqual([]);
    expect(sizes.size).toBeGreaterThan(50);
    const told = readFileSync('docs/architecture.md', 'utf8');
    for (const folder of sizes.keys())
      if (/^(?:lib|components)\/claims\//u.test(folder)) expect(told).toContain(`\`${path.basename(folder)}/\``);
  });

  it.each([
    ['rules-are-pure', 'lib/claims/rules.ts', '../platform/db.ts', 'lib/platform/db.ts'],
    ['rules-without-node', 'lib/claims/rules.ts', 'node:fs', null],
    ['schema-sees-rules', 'lib/claims/schema.ts', './queries.ts', 'lib/claims/queries.ts'],
    ['queries-do-not-write', 'lib/claims/queries.ts', './commands.ts', 'lib/claims/commands.ts'],
    ['platform-knows-no-feature', 'lib/platform/command.ts', '../claims/rules.ts', 'lib/claims/rules.ts'],
    ['features-know-no-live', 'lib/claims/commands.ts', '../live/server.ts', 'lib/live/server.ts'],
    ['features-do-not-serve', 'lib/claims/commands.ts', '../api/serve.ts', 'lib/api/serve.ts'],
    ['live-serves-nothing-else', 'lib/live/server.ts', '../api/serve.ts', 'lib/api/serve.ts'],
    ['components-see-no-server', 'components/claims/page.tsx', '@/lib/claims/queries.ts', 'lib/claims/queries.ts'],
    ['pages-ask', 'app/page.tsx', '@/server/main.ts', 'server/main.ts'],
    ['one-door-to-prisma', 'lib/claims/queries.ts', '../platform/prisma/client.ts', 'lib/platform/prisma/client.ts'],
    ['no-test-in-product', 'lib/claims/queries.ts', './rules.test.ts', 'lib/claims/rules.test.ts'],
    ['no-cycles', 'lib/claims/a.ts', './b.ts', 'lib/claims/b.ts'],
  ])('finds a planted violation of %s', async (name, from, specifier, target) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'planted-'));
    try {
      const plant = (file: string, text: string) => {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), text);
      };
      for (const room of rooms) mkdirSync(path.join(folder, room), { recursive: true });
      plant(from, `import * as planted from '${specifier}';\nexport const x = planted;\n`);
      if (target)
        plant(
          target,
          name === 'no-cycles' ? `import { x } from './a.ts';\nexport const y = x;\n` : 'export const y = 1;\n',
        );
      const found = violations(await draw(folder));
      expect(found.filter((line) => line.startsWith(`${name}: ${from} -> `))).not.toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
