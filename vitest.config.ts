import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve('.') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    globalSetup: ['tests/support/global.ts'],
    include: ['{lib,server,components,seeds,scripts,bin}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    // What the program insists on before it does anything; the database itself is given to it by tests/support/database.ts.
    env: { AUTH_SECRET: 'a secret for tests, long enough to be one', DATABASE_URL: 'postgresql://given-by-the-test' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
