import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve('.') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    globalSetup: ['tests/support/global.ts'],
    include: ['{lib,server,components,seeds,scripts,bin}/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
