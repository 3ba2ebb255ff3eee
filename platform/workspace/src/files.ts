/**
 * Sealed bytes in pieces of 64 KiB, under an id of the caller's.
 *
 * A piece is bound to its file and position by its seal; the first piece also says how long the whole is, so that a
 * file from which pieces were cut off does not open.
 */
import type { Database, SottoTables, Statement } from '@sotto/database';
import { DidNotOpen, type Opening, type UserSealers } from '@sotto/vault';
import type { Files } from './door.ts';

const pieceBytes = 64 * 1024;
const lengthBytes = 8;
/** Pieces asked for at a time when a file is read piece by piece: half a megabyte. */
const piecesPerPage = 8;

export function createFiles(database: Database<SottoTables>, sealersFor: (by: Opening) => Promise<UserSealers>): Files {
  const { build } = database;
  const remove: Files['remove'] = (userId, fileId) => [
    { query: build.deleteFrom('chunk').where('user_id', '=', userId).where('file_id', '=', fileId), rows: null },
  ];
  const put: Files['put'] = ({ data }, fileId, bytes) => [
    ...remove(data.userId, fileId),
    ...piecesOf(bytes).map((piece, position): Statement => {
      const sealed = data.seal(placeOf(fileId, position), piece);
      return {
        query: build.insertInto('chunk').values({ user_id: data.userId, file_id: fileId, position, key_id: data.keyId, sealed }),
        rows: 1,
      };
    }),
  ];
  // Touches the person's row without changing it: nothing commits under a key that is leaving.
  const keyHolds = ({ data }: UserSealers): Statement => ({
    query: build
      .updateTable('workspace')
      .set((row) => ({ revision: row.ref('revision') }))
      .where('user_id', '=', data.userId)
      .where('data_key_id', '=', data.keyId),
    rows: 1,
  });
  /** Pieces of a file from `position` on, opened, in order, without a gap; at most `most` of them. */
  async function openFrom(by: Opening, fileId: string, { position, most }: { position: number; most?: number }) {
    const { data } = await sealersFor(by);
    const pieces = build
      .selectFrom('chunk')
      .select('sealed')
      .where('user_id', '=', by.userId)
      .where('file_id', '=', fileId)
      .where('position', '>=', position)
      .orderBy('position');
    const rows = await database.rows(most === undefined ? pieces : pieces.limit(most));
    return rows.map((row, index) => {
      // Opened as the piece that must stand here: one that is missing is not skipped.
      return data.open(placeOf(fileId, position + index), row.sealed, by);
    });
  }
  async function* piecesAfter(by: Opening, fileId: string, { first, whole }: { first: readonly Uint8Array[]; whole: number }) {
    let [page, position, left] = [first, 0, whole];
    while (page.length > 0) {
      for (const piece of page) {
        left -= piece.length;
        yield position++ === 0 ? piece.subarray(lengthBytes) : piece;
      }
      page = left > 0 ? await openFrom(by, fileId, { position, most: piecesPerPage }) : [];
    }
    if (left !== 0) throw new DidNotOpen();
  }
  return {
    remove,
    put,
    async read(by, fileId) {
      const first = await openFrom(by, fileId, { position: 0, most: piecesPerPage });
      if (first[0] === undefined) return undefined;
      const sizeBytes = lengthIn(first[0]);
      return { sizeBytes, pieces: piecesAfter(by, fileId, { first, whole: sizeBytes + lengthBytes }) };
    },
    async save(by, { put: added = [], remove: removed = [] }) {
      const sealers = await sealersFor(by);
      const statements = [
        ...removed.flatMap((fileId) => remove(by.userId, fileId)),
        ...added.flatMap(({ fileId, bytes }) => put(sealers, fileId, bytes)),
      ];
      await database.write([keyHolds(sealers), ...statements]);
    },
    async list(by, prefix) {
      const rows = await database.rows(
        build
          .selectFrom('chunk')
          .select('file_id')
          .where('user_id', '=', by.userId)
          .where('position', '=', 0)
          .where('file_id', '>=', prefix)
          // The character after every ASCII one that ids are made of.
          .where('file_id', '<', `${prefix}\u007f`)
          .orderBy('file_id'),
      );
      return rows.map(({ file_id }) => file_id);
    },
    async open(by, fileId) {
      const pieces = await openFrom(by, fileId, { position: 0 });
      if (pieces.length === 0) return undefined;
      const whole = Buffer.concat(pieces);
      if (lengthIn(whole) !== whole.length - lengthBytes) throw new DidNotOpen();
      return whole.subarray(lengthBytes);
    },
  };
}

/** How long the file is, as its first piece says. */
function lengthIn(first: Uint8Array): number {
  if (first.length < lengthBytes) throw new DidNotOpen();
  return Number(new DataView(first.buffer, first.byteOffset).getBigUint64(0));
}

function piecesOf(bytes: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(lengthBytes);
  length.writeBigUInt64BE(BigInt(bytes.length));
  const whole = Buffer.concat([length, bytes]);
  return Array.from({ length: Math.ceil(whole.length / pieceBytes) }, (_, position) =>
    whole.subarray(position * pieceBytes, (position + 1) * pieceBytes),
  );
}

function placeOf(fileId: string, position: number) {
  return { table: 'chunk', id: `${fileId}:${position}`, revision: 0 };
}
