/** Programs of the machine, called without a shell. */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** What a program printed, or why it failed in one line. */
export type Outcome = { readonly ok: true; readonly printed: string } | { readonly ok: false; readonly why: string };

/** Runs a program to its end. A failure is a value: whoever tries one way after another asks for it. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: { cwd?: string; uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return new Promise((settle) => {
    execFile(file, args, { maxBuffer: 64 * 1024 * 1024, ...options }, (error, printed, complained) => {
      const lastLine = complained.trim().split('\n').at(-1);
      settle(error ? { ok: false, why: lastLine || error.message } : { ok: true, printed });
    });
  });
}

/** The first of these files that may be run; bare names are looked for on PATH. `null`: none. */
export async function findExecutable(candidates: readonly string[]): Promise<string | null> {
  const onPath = (name: string) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  for (const path of candidates.flatMap((name) => (name.includes('/') ? [name] : onPath(name)))) {
    if (await isExecutable(path)) return path;
  }
  return null;
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Installs Debian packages; only root on Debian and its kin can. */
export async function installByApt(packages: readonly string[]): Promise<Outcome> {
  if (process.getuid?.() !== 0) return { ok: false, why: 'not root, so nothing was installed by apt' };
  if ((await findExecutable(['apt-get'])) === null) return { ok: false, why: 'no apt-get on this system' };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update'], { env });
  const installed = await runCommand('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
  return installed.ok ? installed : { ok: false, why: `apt-get install ${packages.join(' ')}: ${installed.why}` };
}
