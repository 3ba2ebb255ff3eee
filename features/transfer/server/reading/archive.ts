/**
 * Zip archives (LinkedIn's and Huntr's exports) → the CSV files in them, unpacked in memory.
 *
 * How many files there may be, what they may hold together, and what is no archive of ours stands here; the zip itself is read in `zip.ts`.
 */
import { type Result, failed, ok } from '@sotto/domain';
import { type ReadFailure, Unreadable } from './failure.ts';
import { type Bounds, type ZipEntry, openZip, sourceIn, whole } from './zip.ts';

export interface ArchivedFile {
  /** Without folders. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const archiveLimits = {
  /** LinkedIn's whole archive has some dozens, and one for each picture. */
  entries: 2_000,
  /** All files that are read together, unpacked. */
  unpackedBytes: 100 * 1024 * 1024,
  /** Unpacked to packed, of the whole archive. */
  ratio: 100,
} as const;

/** However small the archive: a few kilobytes of one word pack well without meaning harm. */
const alwaysBytes = 256 * 1024;

export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The `.csv`, `.tsv` and `.json` files of an archive, in its order. Fails for what `archiveLimits` forbids, for a damaged archive, and for an Excel workbook. */
export async function readArchive(bytes: Uint8Array): Promise<Result<ArchivedFile[], ReadFailure>> {
  try {
    return ok(await tablesIn(bytes));
  } catch (error) {
    if (error instanceof Unreadable) return failed({ row: null, reason: error.message });
    throw error;
  }
}

async function tablesIn(bytes: Uint8Array): Promise<ArchivedFile[]> {
  const zip = await openZip(sourceIn(bytes), boundsOf(bytes));
  if (zip.entries.has('[Content_Types].xml'))
    throw new Unreadable('This is an Excel workbook. Save the sheet as CSV (UTF-8) and bring that file.');
  // All are asked for before the first is unpacked: by what they say, to which each is then held.
  const wanted = [...zip.entries.values()].filter(isTable).map((entry) => ({ ...entry, pieces: zip.read(entry) }));
  const files: ArchivedFile[] = [];
  for (const { path, pieces } of wanted) files.push({ name: path.split('/').at(-1) ?? path, bytes: await whole(pieces) });
  return files;
}

function boundsOf({ length }: Uint8Array): Bounds {
  return {
    mostEntries: archiveLimits.entries,
    mostBytes: Math.min(archiveLimits.unpackedBytes, Math.max(alwaysBytes, length * archiveLimits.ratio)),
    takesOldNames: true,
    advice: 'Unpack it on your computer and bring the CSV file you need, or download it again.',
  };
}

/** What macOS adds to an archive of its own accord is called like the files it goes with, and is none. */
function isTable({ path }: ZipEntry): boolean {
  return /\.(?:csv|tsv|json)$/iu.test(path) && !/^__MACOSX\/|(?:^|\/)\._/u.test(path);
}
