/** Opens the file of a backup: its name at once, its rows as they are asked for. */
import { createReadStream } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ArchiveName, PieceOpener } from '@sotto/vault';
import { decodeName, nameBytes, openedPieces } from './archive.ts';
import { type Contents, readContents } from './rows.ts';

/** Throws `DamagedBackup` when this is no backup. */
export async function readName(file: string): Promise<ArchiveName> {
  const handle = await openFile(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(nameBytes), 0, nameBytes, 0);
    return decodeName(buffer.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

/**
 * Hands what lies in a backup to `work`, which must take all pages. Throws `DamagedBackup` as soon as something is not as it
 * was written: whatever was done with the pages so far must not count then.
 */
export async function withContents<Result>(
  file: string,
  open: PieceOpener,
  work: (contents: Contents) => Promise<Result>,
): Promise<Result> {
  const source = createReadStream(file, { start: nameBytes });
  const plain = createGunzip();
  // A failure travels along: whoever reads `plain` hears of it.
  pipeline(Readable.from(openedPieces(source, open)), plain, () => {});
  try {
    return await work(await readContents(linesIn(plain)));
  } finally {
    plain.destroy();
    source.destroy();
  }
}

async function* linesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer[] = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]).toString();
      held = [];
      from = end + 1;
    }
    held.push(chunk.subarray(from));
  }
}
