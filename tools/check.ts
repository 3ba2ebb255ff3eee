/**
 * `npm run check`: what must hold before a commit. Every step runs, so that all that is wrong is seen at once.
 *
 * The tests run here on SQLite alone, without browsers; `npm test` runs them all. `npm run check -- static` leaves them out.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A program of a package, by the name its manifest gives it. Read from the folder: not every package exports its manifest. */
function program(packageName: string, name = packageName): string {
  const folder = fileURLToPath(new URL(`../node_modules/${packageName}/`, import.meta.url));
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  const file = typeof bin === 'string' ? bin : bin[name];
  if (file === undefined) throw new Error(`${packageName} has no program ${name}`);
  return join(folder, file);
}

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** `npm test` runs the same tests and more. */
  readonly runsTests?: true;
}

const everyStep: readonly Step[] = [
  { name: 'format', command: [program('oxfmt'), '--check'] },
  { name: 'lint', command: [program('oxlint'), '--deny-warnings'] },
  { name: 'types', command: [program('typescript', 'tsc'), '-b'] },
  { name: 'architecture', command: [program('vitest'), 'run', '--project', 'server', 'tools/architecture.test.ts'] },
  { name: 'dead code', command: [program('knip')] },
  {
    name: 'fast tests (SQLite alone, no browser: npm test runs all)',
    command: [program('vitest'), 'run', '--project', 'server', '--exclude', 'tools/architecture.test.ts'],
    environment: { SOTTO_TEST_ENGINES: 'sqlite' },
    runsTests: true,
  },
];

const steps = process.argv.includes('static') ? everyStep.filter(({ runsTests }) => !runsTests) : everyStep;

const failed = steps.filter(({ name, command, environment }) => {
  process.stdout.write(`\n— ${name}\n`);
  const ended = spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...environment } });
  return ended.status !== 0;
});

process.stdout.write(
  failed.length === 0
    ? `\nAll ${steps.length} checks hold.\n`
    : `\n${failed.length} of ${steps.length} checks do not hold: ${failed.map(({ name }) => name).join('; ')}.\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
