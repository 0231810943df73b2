// node --import tsx scripts/schema-diff.ts            says whether the migrations give schema.prisma
// node --import tsx scripts/schema-diff.ts add_flags  writes prisma/migrations/<stamp>_add_flags/migration.sql
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrationNames } from '../lib/platform/migrate.ts';
import { startPostgres } from '../server/postgres.ts';
import { diffSchema } from './schema-engine.ts';

const directory = 'prisma/migrations';
const given = process.env.DATABASE_URL;
const embedded = given ? undefined : await startPostgres(path.resolve('.data-scratch'));
try {
  const migrations = migrationNames(directory).map((name) => ({
    name,
    sql: readFileSync(path.join(directory, name, 'migration.sql'), 'utf8'),
  }));
  const { drift, sql } = await diffSchema(
    given ?? embedded?.url ?? '',
    readFileSync('prisma/schema.prisma', 'utf8'),
    migrations,
  );
  const name = process.argv[2];
  if (!drift) console.log('The migrations give schema.prisma.');
  else if (name) {
    const folder = path.join(directory, `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'migration.sql'), sql);
    console.log(`Wrote ${folder}/migration.sql`);
  } else {
    console.log(sql);
    process.exitCode = 2;
  }
} finally {
  await embedded?.stop();
}
