import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { migrationNames } from '@/lib/platform/migrate.ts';
import { migrationComplaints, RELEASED } from '@/scripts/migration-rules.ts';

it('RUN-3: no migration since the first release breaks the version that still runs beside it', () => {
  const names = migrationNames('prisma/migrations');
  expect(names.length).toBeGreaterThan(3);
  const broken = names
    .filter((name) => name > RELEASED)
    .flatMap((name) =>
      migrationComplaints(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')).map(
        (why) => `${name} ${why}`,
      ),
    );
  expect(broken).toEqual([]);
});

it.each([
  ['ALTER TABLE "User" DROP COLUMN name;', 1],
  ['ALTER TABLE "User"\n  RENAME COLUMN name TO title;', 1],
  ['ALTER TABLE "User" ADD COLUMN x text NOT NULL;', 1],
  ['ALTER TABLE "User" ALTER COLUMN x SET NOT NULL, ALTER COLUMN y TYPE bigint;', 2],
  ['ALTER TABLE "User" ADD COLUMN x text NOT NULL DEFAULT \'\';', 0],
  ['ALTER TABLE "User" ADD COLUMN x text; -- we do not DROP TABLE here', 0],
  ['-- zero-downtime: nothing has read it since 1.2\nDROP TABLE "Old";', 0],
])('finds what breaks a rolling upgrade: %s', (sql, count) => {
  expect(migrationComplaints(sql)).toHaveLength(count);
});
