import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Browsers, whole servers, `kill -9`: each wants the machine for itself. Side by side they wait for one another and time out. */
const alone = ['tests/{journeys,torture,start}/**/*.test.ts'];

export default defineConfig({
  resolve: { alias: { '@': path.resolve('.') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    // What the program insists on before it does anything; the database itself is given to it by tests/support/database.ts.
    env: { AUTH_SECRET: 'a secret for tests that is long enough', DATABASE_URL: 'postgresql://given-by-the-test' },
    testTimeout: 20_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['{lib,server,components,seeds,scripts,bin}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
          exclude: alone,
          globalSetup: ['tests/support/global.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          globalSetup: ['tests/support/filled-home.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
