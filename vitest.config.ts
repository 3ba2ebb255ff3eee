import { defineConfig } from 'vitest/config';

/** What is never a test of ours. `.test-runs` holds what tests leave while they run. */
const exclude = ['**/node_modules/**', '**/dist/**', '**/data/**'];
const tests = '**/*.{test,spec}.{ts,tsx}';
const inBrowser = '**/*.browser.test.{ts,tsx}';

export default defineConfig({
  test: {
    // Each file opens its own databases and servers; a fork per file keeps one file's leftovers from another.
    pool: 'forks',
    // Argon2id, fsync and a browser share the machine's cores: more workers than two only make each other late.
    maxWorkers: 2,
    // Real servers, real PostgreSQL: a generous bound, reached only when something hangs.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'server', include: [tests], exclude: [...exclude, inBrowser, 'promises/**'] } },
      { extends: true, test: { name: 'browser', include: [inBrowser], exclude, testTimeout: 90_000 } },
      { extends: true, test: { name: 'promises', include: ['promises/**/*.{spec,test}.ts'], exclude, testTimeout: 180_000 } },
    ],
  },
});
