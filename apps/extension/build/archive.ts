/** Zip files that are the same, byte for byte, whenever and wherever they are made of the same files. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync, type Zippable } from 'fflate';

/** Zips every file below `folder`: sorted by name, one fixed time for all, no owner or mode of this machine. */
export async function archiveOf(folder: string): Promise<Uint8Array> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();
  const files: Zippable = {};
  for (const name of names) files[name] = await readFile(join(folder, name));
  return zipSync(files, { level: 9, mtime: fixedTime() });
}

/** A zip holds local time without a zone, and this is read by its local parts: the same in every zone. */
function fixedTime(): Date {
  return new Date(2026, 0, 1, 0, 0, 0);
}

/** In hexadecimal, as `sha256sum` prints it. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
