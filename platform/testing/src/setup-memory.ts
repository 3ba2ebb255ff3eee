/**
 * Before the test files of a project: a place in memory for their temporary folders, where the system has one with room.
 *
 * Thousands of stores are made and thrown away, and each waits for the disk hundreds of times. They call `fsync` here as ever;
 * what is killed in tests are processes, and a process that is killed loses nothing of either. Made after the cluster, which
 * stays on the disk. Whoever says where temporary folders shall lie (`TMPDIR`) is heard, and a run at full size uses the disk.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { isFull } from './size.ts';

const memory = '/dev/shm';
const fewestBytes = 4 * 2 ** 30;

export default async function setup(): Promise<() => Promise<void>> {
  if (isFull || process.env['TMPDIR'] !== undefined || !(await hasRoom())) return () => Promise.resolve();
  await removeLeftBehind();
  const folder = await mkdtemp(join(memory, `sotto-${process.pid}-`));
  // Read by every worker: they are forked from this process after its set-up.
  process.env['TMPDIR'] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/** What runs left there that were killed: nobody else gives this memory back before the machine is started anew. */
async function removeLeftBehind(): Promise<void> {
  const names = await readdir(memory);
  await Promise.all(names.filter(isLeftBehind).map((name) => rm(join(memory, name), { recursive: true, force: true })));
}

function isLeftBehind(name: string): boolean {
  const pid = /^sotto-(\d+)-/.exec(name)?.[1];
  return pid !== undefined && !existsSync(`/proc/${pid}`);
}

/** Whether it is memory, from which tests may also run programs they wrote, and large enough. */
async function hasRoom(): Promise<boolean> {
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '');
  const options = mounts.split('\n').find((line) => line.startsWith(`tmpfs ${memory} `));
  if (!options || options.includes('noexec')) return false;
  const { bavail, bsize } = await statfs(memory);
  return bavail * bsize >= fewestBytes;
}
