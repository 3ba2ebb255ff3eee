import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/data/**'];
const tests = '**/*.{test,spec}.{ts,tsx}';
const inBrowser = '**/*.browser.test.{ts,tsx}';

const postgres = './platform/testing/src/setup-postgres.ts';
const chromium = './platform/testing/src/setup-chromium.ts';

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line.ts'],
    // Each file opens its own databases and servers; a process per file keeps one file's leftovers from another.
    pool: 'forks',
    // Argon2id, fsync and a browser share the machine's cores: more workers than two only make each other late.
    maxWorkers: 2,
    // Real servers, real PostgreSQL: generous bounds, reached only when something hangs.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'server', include: [tests], exclude: [...exclude, inBrowser, 'promises/**'], globalSetup: [postgres] },
      },
      {
        extends: true,
        test: { name: 'browser', include: [inBrowser], exclude, testTimeout: 90_000, globalSetup: [postgres, chromium] },
      },
      {
        extends: true,
        test: {
          name: 'promises',
          include: ['promises/**/*.{spec,test}.ts'],
          exclude,
          testTimeout: 180_000,
          globalSetup: [postgres, chromium],
        },
      },
    ],
  },
});
