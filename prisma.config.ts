import { defineConfig } from 'prisma/config';

// `generate` never runs the schema engine, it only insists that the file exists. Pointing at a file that is always
// there keeps a fresh clone from downloading one. Never run `migrate` or `db` commands: migrations are applied by
// lib/platform/migrate.ts and written with scripts/schema-diff.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma' });
