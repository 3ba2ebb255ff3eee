import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
}
type Manifest = Readonly<Record<string, Chunk>>;

/** What a view weighs: script and style together, gzip, in bytes; `shell`: the share that every view has. */
export interface Weights {
  readonly shell: number;
  readonly views: Readonly<Record<string, number>>;
}

/** Says after a build what each view costs the first visitor, and writes it to `dist/web-weights.json` for the measurements. */
export function weighViews(): Plugin {
  let folder = '';
  return {
    name: 'sotto:weigh-views',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      const manifest = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
      const weights = await weigh(manifest, folder);
      await writeFile(`${folder}-weights.json`, `${JSON.stringify(weights, null, 2)}\n`);
      const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
      const lines = Object.entries(weights.views).map(([view, bytes]) => `  ${view.padEnd(24)} ${kilobytes(bytes)}`);
      this.info(`gz, script and style: shell ${kilobytes(weights.shell)}\n${lines.join('\n')}`);
    },
  };
}

async function weigh(manifest: Manifest, folder: string): Promise<Weights> {
  const weighed = new Map<string, number>();
  async function weight(files: ReadonlySet<string>): Promise<number> {
    let sum = 0;
    for (const file of files) {
      if (!weighed.has(file)) weighed.set(file, gzipSync(await readFile(join(folder, file)), { level: 9 }).length);
      sum += weighed.get(file) ?? 0;
    }
    return sum;
  }
  const shell = filesOf(manifest, 'index.html');
  const views: Record<string, number> = {};
  for (const [name, chunk] of Object.entries(manifest)) {
    const view = /([A-Z]\w*)\.tsx$/.exec(name)?.[1];
    if (chunk.isDynamicEntry && view) views[view] = await weight(new Set([...shell, ...filesOf(manifest, name)]));
  }
  return { shell: await weight(shell), views };
}

/** All files that a chunk cannot do without, its style sheets too. */
function filesOf(manifest: Manifest, name: string, files = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk || files.has(chunk.file)) return files;
  // An HTML entry names its script as `file`; the page itself is not weighed.
  files.add(chunk.file);
  for (const sheet of chunk.css ?? []) files.add(sheet);
  for (const other of chunk.imports ?? []) filesOf(manifest, other, files);
  return files;
}
