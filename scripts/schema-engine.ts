// Prisma's schema engine as WebAssembly, driven directly: its command line would download a native one.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type {
  SqlMigrationAwareDriverAdapterFactory,
  SqlDriverAdapter,
  SqlQuery,
  SqlResultSet,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { z } from 'zod';

const engineExports = z.object({
  SchemaEngine: z.custom<{
    new: (options: unknown, log: (line: string) => void, factory: unknown) => Promise<unknown>;
  }>(),
});
const engineBindings = z.object({ __wbg_set_wasm: z.custom<(wasm: WebAssembly.Exports) => void>() });
// custom, not object: the engine's methods need the instance itself.
const engineObject = z.custom<{ diff: (input: unknown) => Promise<unknown> }>((value) => typeof value === 'object');
const startExport = z.custom<() => void>((value) => typeof value === 'function');
const diffResult = z.object({ exitCode: z.number(), stdout: z.string().nullish() });

export interface SchemaDiff {
  /** True when the migrations do not give schema.prisma. */
  readonly drift: boolean;
  /** The SQL that would close the gap. */
  readonly sql: string;
}

export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
}

type EngineClass = z.infer<typeof engineExports>['SchemaEngine'];

/** Once per process: a second instance under the same glue would free the first one's memory. */
let loaded: Promise<EngineClass> | undefined;

async function load(): Promise<EngineClass> {
  const moduleUrl = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const raw: unknown = await import(moduleUrl);
  const bindings = engineBindings.parse(raw);
  const { SchemaEngine } = engineExports.parse(raw);
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => process.stderr.write(`schema engine panic: ${message}\n`),
    },
  });
  const bytes = await readFile(new URL('./schema_engine_bg.wasm', moduleUrl));
  // The engine's glue module is its only import; the type of an import object is looser than a module's.
  const imports = z.custom<WebAssembly.Imports>().parse({ './schema_engine_bg.js': raw });
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  bindings.__wbg_set_wasm(instance.exports);
  startExport.parse(instance.exports['__wbindgen_start'])();
  return SchemaEngine;
}

/** Compares what `migrations` build in a scratch database beside `url` with `schema` (the text of schema.prisma). */
export async function diffSchema(
  url: string,
  schema: string,
  migrations: readonly MigrationFile[],
): Promise<SchemaDiff> {
  const path = 'prisma/schema.prisma';
  loaded ??= load();
  const SchemaEngine = await loaded;
  const engine = engineObject.parse(
    await SchemaEngine.new(
      { datamodels: [[path, schema]] },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(factoryFor(url)),
    ),
  );
  const result = diffResult.parse(
    await engine.diff({
      from: {
        tag: 'migrations',
        baseDir: 'prisma/migrations',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      to: { tag: 'schemaDatamodel', files: [{ path, content: schema }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return { drift: result.exitCode === 2, sql: result.stdout ?? '' };
}

function factoryFor(url: string): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(withDatabase(url, 'postgres'), () => Promise.resolve()),
    // adapter-pg's own shadow database is the main database: give the engine a scratch one that is dropped afterwards.
    connectToShadowDb: async () => {
      const name = `prisma_shadow_${randomBytes(6).toString('hex')}`;
      const admin = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
      await admin.connect();
      await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
      return open(withDatabase(url, name), async () => {
        await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
        await admin.end();
      });
    },
  };
}

/**
 * adapter-pg with two corrections: it rejects the catalog's one-byte "char" (oid 18), which the engine reads as
 * Character, and it splits scripts on every semicolon, also inside function bodies.
 */
async function open(url: string, onDispose: () => Promise<void>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const connection = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const charColumns = new Set<string>();
  const inner = z
    .object({
      performIO: z.custom<(query: SqlQuery) => Promise<{ fields?: { name: string; dataTypeID: number }[] }>>(),
    })
    .parse(connection);
  const performIO = inner.performIO.bind(connection);
  Object.assign(connection, {
    performIO: async (query: SqlQuery) => {
      const result = await performIO(query);
      charColumns.clear();
      for (const [index, field] of (result.fields ?? []).entries()) {
        if (field.dataTypeID !== 18) continue;
        field.dataTypeID = 25;
        charColumns.add(String(index));
      }
      return result;
    },
  });
  const queryRaw = connection.queryRaw.bind(connection);
  const dispose = connection.dispose.bind(connection);
  return Object.assign(connection, {
    queryRaw: async (query: SqlQuery): Promise<SqlResultSet> => {
      const result = await queryRaw(query);
      result.columnTypes = result.columnTypes.map((type, index) =>
        charColumns.has(String(index)) ? ColumnTypeEnum.Character : type,
      );
      return result;
    },
    executeScript: async (sql: string) => {
      await pool.query(sql);
    },
    dispose: async () => {
      await dispose();
      await onDispose();
    },
  });
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
