/** What a server leaves behind, all of it, and what it would leave if nothing were sealed. */
import { type RawPiece, type TestServer, filesUnder } from '@sotto/testing';
import type { Installation } from './installation.ts';
import type { Person } from './people.ts';
import { postgresPieces, walSince } from './traces.ts';

/** A row past the vault, as it would lie there if nothing were sealed: it only looks like an envelope. */
export async function storeUnsealed(
  { platform: { database } }: TestServer,
  { userId }: Pick<Person, 'userId'>,
  contents: readonly Buffer[],
): Promise<void> {
  const { build } = database;
  const [real] = await database.rows(build.selectFrom('record').select('sealed').where('user_id', '=', userId).limit(1));
  const start = Buffer.from(real?.sealed ?? []).subarray(0, 1);
  const rows = contents.map((content, position) => {
    // As long as an envelope at least, or the database refuses it.
    const sealed = Buffer.concat([start, content, Buffer.alloc(128)]);
    return { user_id: userId, file_id: 'planted', position, key_id: 'none', sealed };
  });
  await database.write(rows.map((row) => ({ query: build.insertInto('chunk').values(row), rows: 1 })));
}

/** All a server leaves: its three folders, its databases, what it logged and said, and the temporary folder. `begun`: where PostgreSQL's log of changes stood; empty: it is not looked into. */
export async function everythingOf(
  { engine, settings }: Pick<Installation, 'engine' | 'settings'>,
  temporary: string,
  { logged, said, begun }: { logged: readonly string[]; said: readonly string[]; begun: string },
): Promise<RawPiece[]> {
  const { data, keys, epoch } = settings.folders;
  const named = { data, keys, epoch, temporary };
  const files = Object.entries(named).map(async ([name, folder]) =>
    (await filesUnder(folder)).map(({ where, bytes }) => ({ where: name + where.slice(folder.length), bytes })),
  );
  const urls = [settings.databaseUrl, settings.keyringUrl, settings.epochUrl].filter((url) => url !== null);
  return [
    ...(await Promise.all(files)).flat(),
    ...(await Promise.all(urls.map(postgresPieces))).flat(),
    ...(engine === 'postgres' && begun !== '' ? await walSince(urls[0] ?? '', begun) : []),
    { where: 'log', bytes: Buffer.from(logged.join('\n'), 'latin1') },
    { where: 'said', bytes: Buffer.from(said.join('\n')) },
  ];
}

/** `''` on SQLite. */
export function databaseOf({ settings }: Pick<Installation, 'settings'>): string {
  return settings.databaseUrl ?? '';
}
