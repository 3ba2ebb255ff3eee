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
  return {
    remove,
    put,
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
      const { data } = await sealersFor(by);
      const rows = await database.rows(
        build
          .selectFrom('chunk')
          .select(['position', 'sealed'])
          .where('user_id', '=', by.userId)
          .where('file_id', '=', fileId)
          .orderBy('position'),
      );
      if (rows.length === 0) return undefined;
      const whole = Buffer.concat(rows.map(({ position, sealed }) => data.open(placeOf(fileId, position), sealed, by)));
      if (whole.length < lengthBytes || whole.readBigUInt64BE() !== BigInt(whole.length - lengthBytes)) throw new DidNotOpen();
      return whole.subarray(lengthBytes);
    },
  };
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
