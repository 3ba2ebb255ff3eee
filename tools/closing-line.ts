/** The last words of a test run, alone on a line, for people and scripts: `N passed, N failed, N skipped`. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    // A file that did not load has no tests to fail, and an error outside of all tests belongs to none: both are failures.
    const unread = modules.filter(
      (module) => module.state() === 'failed' && [...module.children.allTests('failed')].length === 0,
    );
    process.stdout.write(
      `${count('passed')} passed, ${count('failed') + unread.length + errors.length} failed, ${count('skipped')} skipped\n`,
    );
  }
}
