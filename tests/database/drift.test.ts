import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { migrationNames } from '@/lib/platform/migrate.ts';
import { diffSchema } from '@/scripts/schema-engine.ts';

const directory = 'prisma/migrations';
const migrations = migrationNames(directory).map((name) => ({
  name,
  sql: readFileSync(path.join(directory, name, 'migration.sql'), 'utf8'),
}));
const schema = readFileSync('prisma/schema.prisma', 'utf8');

describe('migrations', () => {
  it('give exactly schema.prisma', async () => {
    expect(migrations.length).toBeGreaterThan(0);
    const { drift } = await diffSchema(inject('postgresUrl'), schema, migrations);
    expect(drift).toBe(false);
  });

  it('would be caught drifting: a planted column is found, and so is a missing migration', async () => {
    const planted = schema.replace('model Tag {', 'model Tag {\n  planted String?');
    const added = await diffSchema(inject('postgresUrl'), planted, migrations);
    expect(added.drift).toBe(true);
    expect(added.sql).toContain('ADD COLUMN     "planted"');
    const missing = await diffSchema(inject('postgresUrl'), schema, []);
    expect(missing.drift).toBe(true);
    expect(missing.sql).toContain('CREATE TABLE "Claim"');
  });
});
