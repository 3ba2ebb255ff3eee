/**
 * The extension as it was built with this server, to be taken away: a zip for each browser, and a list that says which version
 * each is and what its SHA-256 is. Read into memory once, as the web app is.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { entityTag } from './entity-tag.ts';
import type { WebFile } from './web-files.ts';

/** One zip, as the list tells of it. */
export interface ExtensionArchive {
  /** As in its file's name: `chrome`. */
  readonly browser: string;
  readonly version: string;
  /** Where it lies on this server. */
  readonly path: `/extension/${string}`;
  readonly sizeBytes: number;
  /** Of the zip, lower-case hex. */
  readonly sha256: string;
}

/** Address of the list: `{items: ExtensionArchive[]}`, empty where nothing was built. */
export const extensionListPath = '/extension/list.json';

/** `sotto-<browser>-<version>.zip` of `folder` as `/extension/sotto-<browser>.zip`, and the list of them. `folder` may be missing, or not be given. */
export async function readExtensionFiles(folder?: string): Promise<ReadonlyMap<string, WebFile>> {
  const found = folder === undefined ? [] : await Promise.all((await namesIn(folder)).map((name) => readArchive(folder, name)));
  const archives = found.filter((one) => one !== null);
  const list = Buffer.from(JSON.stringify({ items: archives.map(({ archive }) => archive) }));
  return new Map([
    ...archives.map(({ archive, file }) => [archive.path, file] as const),
    [extensionListPath, fileOf(list, { type: 'application/json; charset=utf-8' })],
  ]);
}

async function namesIn(folder: string): Promise<string[]> {
  // Without the folder there is nothing to offer, and the page says so.
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).toSorted((a, b) => (a < b ? -1 : 1));
}

async function readArchive(folder: string, name: string): Promise<{ archive: ExtensionArchive; file: WebFile } | null> {
  const [, browser, version] = /^sotto-([a-z]+)-(\d+(?:\.\d+)*)\.zip$/.exec(name) ?? [];
  if (browser === undefined || version === undefined) return null;
  const bytes = await readFile(join(folder, name));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    archive: { browser, version, path: `/extension/sotto-${browser}.zip`, sizeBytes: bytes.length, sha256 },
    file: fileOf(bytes, { type: 'application/zip', saveAs: name }),
  };
}

function fileOf(bytes: Uint8Array, named: Pick<WebFile, 'type' | 'saveAs'>): WebFile {
  const etag = entityTag(createHash('sha256').update(bytes).digest('base64url').slice(0, 22));
  return { ...named, etag, immutable: false, in: async () => ({ bytes, encoding: null }) };
}
