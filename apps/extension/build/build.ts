/**
 * Builds the extension: dist/extension/chrome and dist/extension/firefox to be loaded unpacked, and a zip of each, made so that
 * anyone who builds the same sources gets the same bytes. `node apps/extension/build/build.ts [folder]`.
 *
 * Its scripts are the same in both browsers; only the manifests differ.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { archiveOf, hashOf } from './archive.ts';
import { browsers, manifestFor } from './manifest.ts';
import { bundle, scripts } from './scripts.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What stands in the extension as it stands here. */
const asTheyAre = [
  ['../src/popup/popup.html', 'popup.html'],
  ['../src/options/options.html', 'options.html'],
  ['../icons', 'icons'],
] as const;

export interface BuiltArchive {
  readonly file: string;
  readonly sha256: string;
}

/** Builds into `folder`, which is emptied first, and says where the zips are. */
export async function buildExtension(folder: string): Promise<readonly BuiltArchive[]> {
  const { version } = JSON.parse(await readFile(here('../../../package.json'), 'utf8')) as { version: string };
  await rm(folder, { recursive: true, force: true });
  const same = join(folder, 'same');
  await bundle(same);
  for (const [from, to] of asTheyAre) await cp(here(from), join(same, to), { recursive: true });
  const built: BuiltArchive[] = [];
  for (const browser of browsers) {
    await cp(same, join(folder, browser), { recursive: true });
    await writeFile(join(folder, browser, 'manifest.json'), `${JSON.stringify(manifestFor(browser, version), null, 2)}\n`);
    const bytes = await archiveOf(join(folder, browser));
    const file = join(folder, `sotto-${browser}-${version}.zip`);
    await writeFile(file, bytes);
    built.push({ file, sha256: hashOf(bytes) });
  }
  await rm(same, { recursive: true });
  return built;
}

/** Size of each script of a built extension, gzip, in bytes. */
export async function weightsOf(folder: string): Promise<Readonly<Record<string, number>>> {
  const weights = await Promise.all(
    scripts.map(async ({ name }) => [name, gzipSync(await readFile(join(folder, `${name}.js`)), { level: 9 }).length] as const),
  );
  return Object.fromEntries(weights);
}

if (import.meta.main) {
  const folder = process.argv[2] ?? here('../../../dist/extension');
  await mkdir(folder, { recursive: true });
  const built = await buildExtension(folder);
  const weights = Object.entries(await weightsOf(join(folder, 'chrome')));
  process.stdout.write(`gz: ${weights.map(([name, bytes]) => `${name} ${(bytes / 1000).toFixed(1)} kB`).join(', ')}\n`);
  for (const { file, sha256 } of built) process.stdout.write(`${sha256}  ${file}\n`);
}
