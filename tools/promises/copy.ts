/** A copy of the checkout that can be broken: its own sources, the packages of this one. */
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export interface Copy extends Disposable {
  readonly folder: string;
}

/** What is made here or belongs to this machine. `dist` and the stamp of the built web app come along: a build takes a minute. */
const leftOut = new Set(['.git', 'node_modules', 'data', 'keys', 'epoch', 'backups']);

/** Copies `root` into a temporary folder, which goes at the end of the scope. */
export function copyOf(root: string): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-break-'));
  cpSync(root, folder, { recursive: true, verbatimSymlinks: true, filter: (path) => isWanted(relative(root, path)) });
  linkPackages(join(root, 'node_modules'), join(folder, 'node_modules'));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

function isWanted(path: string): boolean {
  const [top = ''] = path.split('/');
  if (leftOut.has(top) || path.includes('/node_modules')) return false;
  return top !== '.cache' || path === '.cache' || path === '.cache/web-inputs';
}

/** Packages are linked; our own are links into the checkout already, and as such lead into the copy. */
function linkPackages(from: string, to: string): void {
  mkdirSync(join(to, '@sotto'), { recursive: true });
  for (const name of readdirSync(from)) {
    // What tools write into node_modules while they run.
    if (name === '.cache' || name === '.vite' || name === '.vitest' || name === '@sotto') continue;
    symlinkSync(join(from, name), join(to, name));
  }
  for (const name of readdirSync(join(from, '@sotto'))) {
    const path = join(from, '@sotto', name);
    if (lstatSync(path).isSymbolicLink()) symlinkSync(readlinkSync(path), join(to, '@sotto', name));
  }
  if (!existsSync(join(to, '@sotto/domain/package.json'))) throw new Error('the packages of the workspace are not linked here');
}
