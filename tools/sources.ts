/** The project's own texts: every source and document that is not built, installed or somebody's data. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const foreign = new Set(['node_modules', 'dist', 'data', 'keys', 'epoch', 'test-results', 'playwright-report']);

/** Paths from the root, with slashes, sorted; folders whose name begins with a dot are left out. */
export function sourceFiles(pattern: RegExp, folder = ''): string[] {
  const entries = readdirSync(folder || '.', { withFileTypes: true }).filter(
    ({ name }) => !foreign.has(name) && !name.startsWith('.'),
  );
  return entries
    .flatMap((entry) => {
      const path = join(folder, entry.name).replaceAll('\\', '/');
      if (entry.isDirectory()) return sourceFiles(pattern, path);
      return pattern.test(path) ? [path] : [];
    })
    .toSorted();
}

export function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}
