/**
 * The built web app, read into memory once: a request names a file by look-up and never by path, so none can climb out.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { type Encoding, bestEncoding, encode } from './encoding.ts';
import { entityTag } from './entity-tag.ts';

export interface WebFile {
  readonly type: string;
  readonly etag: string;
  /** Its name holds a hash of its content: it never changes. */
  readonly immutable: boolean;
  /** The name under which a browser saves it instead of showing it. */
  readonly saveAs?: string;
  /** Bytes in the best encoding the caller takes. */
  in(acceptEncoding: string | null): Promise<{ readonly bytes: Uint8Array; readonly encoding: Encoding | null }>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.woff2': 'font/woff2',
};

/** Files of `folder` by path (`/assets/board-x1y2.js`). A file of an unknown type is left out, and so are ready-made encodings as files of their own. */
export async function readWebFiles(folder: string): Promise<ReadonlyMap<string, WebFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = new Map<string, WebFile>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type) files.set(`/${relative(folder, name).split(sep).join('/')}`, await readWebFile(name, type, names));
  }
  return files;
}

async function readWebFile(name: string, type: string, names: readonly string[]): Promise<WebFile> {
  const bytes = await readFile(name);
  const ready = (suffix: string) => (names.includes(name + suffix) ? readFile(name + suffix) : undefined);
  const encoded = new Map<Encoding, Promise<Uint8Array> | undefined>([
    ['br', ready('.br')],
    ['gzip', ready('.gz')],
  ]);
  return {
    type,
    etag: entityTag(createHash('sha256').update(bytes).digest('base64url').slice(0, 22)),
    immutable: /\/assets\//.test(name.split(sep).join('/')),
    async in(acceptEncoding) {
      const encoding = isText(type) ? bestEncoding(acceptEncoding) : null;
      if (encoding === null) return { bytes, encoding };
      // Where the build left no encoded copy, the first request makes one.
      const smaller = encoded.get(encoding) ?? encode(bytes, encoding, 'once');
      encoded.set(encoding, smaller);
      return { bytes: await smaller, encoding };
    },
  };
}

function isText(type: string): boolean {
  return type.includes('charset=utf-8');
}
