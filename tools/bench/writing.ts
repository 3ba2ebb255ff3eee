/** Durable single writes, 32 clients: one field of one application changes, and the answer comes after COMMIT. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApplicationKind } from '@sotto/domain';
import { createApplication } from '@sotto/features/applications/api';
import { type Engine, freshFolder } from '@sotto/testing';
import Sqlite from 'better-sqlite3';
import { type Inside, type Newcomer, newcomer, openInside } from './inside.ts';
import { load } from './load.ts';
import { type Seeker, joinAs } from './people.ts';
import type { Row } from './report.ts';
import { freshPlace, type Running, runSotto } from './sotto.ts';
import { inTurns, median } from './statistics.ts';

const clients = 32;
const seconds = 3;
const numbers = Array.from({ length: clients }, (_, number) => number);

export async function measureWriting(engine: Engine): Promise<Row[]> {
  await using served = await freshPlace(engine);
  await using server = await runSotto(served);
  const writers: Writer[] = [];
  // One after the other: the server lets only so many wait for their password to be judged.
  for (const number of numbers) writers.push(await writerAt(server, number));
  await using place = await freshPlace(engine);
  await using inside = await openInside(place);
  const newcomers = await Promise.all(numbers.map((number) => newcomer(inside, `client${number}`)));
  await using floor = await openFloor();
  const { ofFloor, ofCalls, ofHttp } = await inTurns(3, {
    ofFloor: () => writesPerSecond((number) => floor.write(number)),
    ofCalls: () => writesPerSecond((number) => writeByCall(inside, newcomers[number]!)),
    ofHttp: () => patchesPerSecond(server, writers),
  });
  return rowsOf(engine, { floor: median(ofFloor), calls: median(ofCalls), http: median(ofHttp) });
}

function rowsOf(engine: Engine, { floor, calls, http }: { floor: number; calls: number; http: number }): Row[] {
  const ofSqlite = engine === 'sqlite';
  const name = ofSqlite ? 'SQLite' : 'PostgreSQL';
  return [
    {
      work: `durable single writes, ${clients} clients, ${name}`,
      how: 'closed loop; the floor is better-sqlite3 with group commit and synchronous=FULL, one unsealed row a write',
      figures: [
        { name: 'floor (SQLite)', value: floor, unit: '/s' },
        { name: 'service calls', value: calls, unit: '/s' },
        { name: 'service calls ÷ floor', value: calls / floor, unit: '×', ...(ofSqlite && { atLeast: 0.25 }) },
        { name: 'through HTTP', value: http, unit: '/s', ...(ofSqlite && { atLeast: 2000 }) },
      ],
    },
  ];
}

/** All clients write as fast as they are answered. */
async function writesPerSecond(write: (client: number) => Promise<void>): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let written = 0;
  await Promise.all(
    numbers.map(async (number) => {
      while (performance.now() < end) {
        await write(number);
        written += 1;
      }
    }),
  );
  return written / seconds;
}

async function writeByCall({ platform }: Inside, { by, applicationId }: Newcomer): Promise<void> {
  await platform.workspaces.change(by, (workspace, draft) => {
    const { content, revision } = workspace.get(ApplicationKind, applicationId)!;
    draft.update(ApplicationKind, applicationId, revision, { ...content, excitement: (revision % 5) + 1 });
  });
}

interface Writer {
  readonly seeker: Seeker;
  readonly applicationId: string;
  revision: number;
}

async function writerAt({ origin }: Running, number: number): Promise<Writer> {
  const seeker = await joinAs(origin, `client${number}`);
  const made = await seeker.visitor.call(createApplication, { body: { company: 'Hollow Oak Press', title: 'Backend engineer' } });
  return { seeker, applicationId: made.body.id, revision: made.body.revision };
}

async function patchesPerSecond({ origin }: Running, writers: readonly Writer[]): Promise<number> {
  let connected = 0;
  const { perSecond } = await load(`${origin}/api/v1/applications`, {
    connections: clients,
    seconds,
    setupClient(client) {
      const writer = writers[connected++]!;
      const body = () => JSON.stringify({ revision: writer.revision, excitement: (writer.revision % 5) + 1 });
      const headers = { 'content-type': 'application/json', cookie: writer.seeker.cookie, 'sec-fetch-site': 'same-origin' };
      const path = `/api/v1/applications/${writer.applicationId}`;
      client.setRequests([{ method: 'PATCH', path, headers, body: body() }]);
      client.on('response', () => {
        writer.revision += 1;
        client.setBody(body());
      });
    },
  });
  // The last request of each connection was sent and not waited for: by the second look it has been carried out.
  for (const writer of [...writers, ...writers]) writer.revision = await revisionOf(writer);
  return perSecond;
}

async function revisionOf({ seeker, applicationId }: Writer): Promise<number> {
  const answer = await seeker.visitor.fetch(`/api/v1/applications/${applicationId}`);
  return ((await answer.json()) as { revision: number }).revision;
}

/** What the disk and SQLite allow: rows of the same size, unsealed, one UPDATE a write, all writes of a turn in one commit. */
async function openFloor(): Promise<AsyncDisposable & { write(client: number): Promise<void> }> {
  const folder = await freshFolder();
  mkdirSync(join(folder.path, 'floor'));
  const database = new Sqlite(join(folder.path, 'floor', 'floor.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(
    'create table record (user_id text, id text, revision integer, value blob, primary key (user_id, id)) without rowid',
  );
  const insert = database.prepare('insert into record values (?, ?, 1, ?)');
  for (const number of numbers) insert.run(`user${number}`, 'one', Buffer.alloc(900));
  const update = database.prepare('update record set revision = revision + 1, value = ? where user_id = ? and id = ?');
  const queue: { readonly client: number; readonly resolve: () => void }[] = [];
  const commit = database.transaction((batch: typeof queue) => {
    for (const { client } of batch) update.run(Buffer.alloc(900, client), `user${client}`, 'one');
  });
  const flush = () => {
    const batch = queue.splice(0);
    commit.immediate(batch);
    for (const { resolve } of batch) resolve();
  };
  return {
    write: (client) =>
      new Promise<void>((resolve) => {
        if (queue.push({ client, resolve }) === 1) setImmediate(flush);
      }),
    async [Symbol.asyncDispose]() {
      database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
