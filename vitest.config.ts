import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/data/**'];
const tests = '**/*.{test,spec}.{ts,tsx}';
const inBrowser = '**/*.browser.test.{ts,tsx}';

const postgres = './platform/testing/src/setup-postgres.ts';
const chromium = './platform/testing/src/setup-chromium.ts';
const memory = './platform/testing/src/setup-memory.ts';
const seed = './platform/testing/src/setup-seed.ts';

export default defineConfig({
  test: {
    reporters: ['default', './tools/closing-line.ts', './tools/record-proofs.ts'],
    // Each file opens its own databases and servers; a process per file keeps one file's leftovers from another.
    pool: 'forks',
    setupFiles: [seed],
    // Argon2id, fsync and a browser wait for the disk and for each other: a third worker fills what two leave of two cores.
    maxWorkers: 3,
    // Real servers, real PostgreSQL: generous bounds, reached only when something hangs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: [tests],
          exclude: [...exclude, inBrowser, 'promises/**'],
          globalSetup: [postgres, memory],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [inBrowser],
          exclude,
          testTimeout: 90_000,
          // A browser and what it is given (the extension, bundled) come before the tests.
          hookTimeout: 120_000,
          globalSetup: [postgres, chromium, memory],
        },
      },
      {
        extends: true,
        test: {
          name: 'promises',
          include: ['promises/**/*.{spec,test}.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          globalSetup: [postgres, chromium, memory],
        },
      },
    ],
  },
});
