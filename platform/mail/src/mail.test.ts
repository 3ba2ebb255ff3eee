import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SottoTables, openSqlite, sottoStore } from '@sotto/database';
import { type UserId, createIds } from '@sotto/domain';
import { silentLog } from '@sotto/log';
import { openingMakerFor } from '@sotto/schedule';
import { openVault } from '@sotto/vault';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { expect, test } from 'vitest';
import { type Letter, type MailOptions, UnsafeLetter, createMail, readMailFiles } from './index.ts';

const letter: Letter = { to: 'ada@example.org', subject: 'Grüße von Sotto', text: 'canary-text', html: '<p>canary-html</p>' };
const openingFor = (userId: UserId) => openingMakerFor({ name: 'mail', purposes: ['account'] })(userId, 'account');
const minute = 60_000;

/** Stores, vault and one person; the clock stands until it is moved. */
async function makePost(options: Partial<MailOptions> = {}) {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'sotto-mail-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const clock = { at: Date.parse('2026-11-21T12:00:00Z') };
  const now = () => clock.at;
  const ids = createIds(now, randomBytes);
  const database = opened.adopt(
    await openSqlite<SottoTables>({ file: join(folder, 'data', 'sotto.sqlite'), ...sottoStore }),
    (each) => each.close(),
  );
  const places = { keysFolder: join(folder, 'keys'), epochFolder: join(folder, 'epoch') };
  const vault = opened.adopt(await openVault({ database, places, log: silentLog, now, randomBytes }), (each) => each.close());
  const announced: number[] = [];
  const common = {
    database,
    vault,
    ids,
    now,
    log: silentLog,
    openingFor,
    from: 'sotto@sotto.example',
    folder: join(folder, 'mail'),
    smtpUrl: null,
  };
  const mail = createMail({ ...common, announce: (waiting) => void announced.push(waiting), ...options });
  const person = async () => {
    const userId = ids.user();
    await vault.createUser({ userId, email: `${userId}@example.org`, confirmed: true }, () => []);
    return userId;
  };
  const queue = async (userId: UserId, what = letter) => database.write(mail.queue(userId, await vault.sealers(userId), what));
  const waiting = async (userId: UserId) =>
    database.rows(database.build.selectFrom('outbox').selectAll().where('user_id', '=', userId));
  const kept = opened.move();
  return {
    mail,
    vault,
    database,
    clock,
    announced,
    person,
    queue,
    waiting,
    folder: common.folder,
    again: (other: Partial<MailOptions> = {}) => createMail({ ...common, announce: () => {}, ...options, ...other }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

/** A real SMTP server on a free port. `answer`: what it says to each letter; `null`: taken. */
async function startSmtp(answer: (count: number) => { code: number } | null = () => null, options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const sockets = new Map<number | undefined, Socket>();
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let source = '';
      stream.on('data', (piece: Buffer) => (source += piece.toString('latin1')));
      stream.on('end', () => {
        const refusal = answer(count++);
        if (refusal) return done(Object.assign(new Error('no'), { responseCode: refusal.code }));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), source });
        done();
      });
    },
    ...options,
  });
  server.server.on('connection', (socket: Socket) => sockets.set(socket.remotePort, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    received,
    url: `smtp://127.0.0.1:${port}`,
    hangUp: (remotePort: number) => void sockets.get(remotePort)?.destroy(),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

test('a letter goes out once, from us, to one person, and leaves the outbox', async () => {
  await using smtp = await startSmtp();
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  await post.queue(ada);
  expect(await post.waiting(ada)).toHaveLength(1);
  await post.mail.deliver();
  await post.mail.deliver();
  expect(smtp.received).toHaveLength(1);
  const [{ from, to, source } = { from: '', to: [], source: '' }] = smtp.received;
  expect([from, to]).toEqual(['sotto@sotto.example', ['ada@example.org']]);
  expect(source).toMatch(/^From: Sotto <sotto@sotto\.example>\r$/m);
  expect(source).toMatch(/^Reply-To: sotto@sotto\.example\r$/m);
  expect(source).toMatch(/^Message-ID: <[0-9a-f-]{36}@sotto\.example>\r$/m);
  expect(source).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(source).toContain('canary-text');
  expect(await post.waiting(ada)).toEqual([]);
});

test('letters of one moment go out in the order they were written in', async () => {
  await using smtp = await startSmtp();
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  const sealers = await post.vault.sealers(ada);
  const subjects = ['one', 'two', 'three', 'four', 'five'];
  const queued = subjects.map((subject) => post.mail.queue(ada, sealers, { ...letter, subject }));
  for (const statements of queued.toReversed()) await post.database.write(statements);
  await post.mail.deliver();
  expect(smtp.received.map(({ source }) => /^Subject: (.*)\r$/m.exec(source)?.[1])).toEqual(subjects);
});

test('letters of one round go over one connection, which ends with it, whichever of them are refused', async () => {
  let connections = 0;
  const onConnect: SMTPServerOptions['onConnect'] = (_, done) => {
    connections += 1;
    done();
  };
  await using smtp = await startSmtp((count) => (count === 1 ? { code: 550 } : null), { onConnect });
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  for (let count = 0; count < 4; count++) await post.queue(ada);
  await post.mail.deliver();
  expect([smtp.received.length, connections]).toEqual([3, 1]);
  await post.queue(ada);
  await post.mail.deliver();
  expect([smtp.received.length, connections]).toEqual([4, 2]);
});

test('a connection that breaks off under a letter holds up that letter alone', async () => {
  await using smtp = await startSmtp((count) => (count === 1 ? { code: 421 } : null));
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  for (let count = 0; count < 4; count++) await post.queue(ada);
  await post.mail.deliver();
  expect([smtp.received.length, (await post.waiting(ada)).map(({ attempts }) => attempts)]).toEqual([3, [1]]);
  post.clock.at += minute;
  await post.mail.deliver();
  expect([smtp.received.length, await post.waiting(ada)]).toEqual([4, []]);
  expect(new Set(smtp.received.map(({ source }) => /^Message-ID: (.*)\r$/m.exec(source)?.[1])).size).toBe(4);
});

test.for(['says that it closes', 'closes'])(
  'a server that %s after each letter gets all of a round, each once, and none is put off',
  async (how) => {
    const onMailFrom: SMTPServerOptions['onMailFrom'] = (_, session, done) => {
      if (session.transaction === 1) return done();
      if (how === 'closes') return smtp.hangUp(session.remotePort);
      done(Object.assign(new Error('enough'), { responseCode: 421 }));
    };
    await using smtp = await startSmtp(undefined, { onMailFrom });
    await using post = await makePost({ smtpUrl: smtp.url });
    const ada = await post.person();
    for (let count = 0; count < 3; count++) await post.queue(ada);
    const queued = (await post.waiting(ada)).map(({ id }) => `<${id}@sotto.example>`);
    await post.mail.deliver();
    expect(await post.waiting(ada)).toEqual([]);
    const ids = smtp.received.map(({ source }) => /^Message-ID: (.*)\r$/m.exec(source)?.[1]);
    expect([ids.length, new Set(ids)]).toEqual([3, new Set(queued)]);
  },
);

test('nothing of a letter is readable in the outbox', async () => {
  await using post = await makePost();
  const ada = await post.person();
  await post.queue(ada);
  const rows = JSON.stringify(await post.waiting(ada), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  expect(rows).not.toMatch(/canary|ada@example|Gr/);
});

test('a server that is away is tried again, later each time, under the same Message-ID', async () => {
  await using smtp = await startSmtp((count) => (count < 2 ? { code: 451 } : null));
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  await post.queue(ada);
  const [{ id } = { id: '' }] = await post.waiting(ada);
  await post.mail.deliver();
  await post.mail.deliver();
  expect((await post.waiting(ada)).map(({ attempts, due_at }) => [attempts, due_at - post.clock.at])).toEqual([[1, minute]]);
  post.clock.at += minute;
  await post.mail.deliver();
  expect((await post.waiting(ada)).map(({ attempts, due_at }) => [attempts, due_at - post.clock.at])).toEqual([[2, 2 * minute]]);
  post.clock.at += 2 * minute;
  await post.mail.deliver();
  expect(smtp.received.map(({ source }) => source.includes(`<${id}@sotto.example>`))).toEqual([true]);
});

/** Takes connections and never says a word. */
async function startSilence() {
  const sockets: Socket[] = [];
  const [first, second] = [Promise.withResolvers<Socket>(), Promise.withResolvers<Socket>()];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    (sockets.length === 1 ? first : second).resolve(socket);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  return {
    first: first.promise,
    second: second.promise,
    sockets,
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

test('a server that says nothing is asked once at a time, however many want their letters out', async () => {
  await using silence = await startSilence();
  await using post = await makePost({ smtpUrl: silence.url });
  const ada = await post.person();
  await post.queue(ada);
  const rounds = Array.from({ length: 20 }, () => post.mail.deliver());
  const first = await silence.first;
  expect(silence.sockets).toHaveLength(1);
  first.destroy();
  // Not a byte of the letter left: it goes over one more connection, and then waits.
  const second = await silence.second;
  expect(silence.sockets).toHaveLength(2);
  second.destroy();
  await Promise.all(rounds);
  expect(silence.sockets).toHaveLength(2);
  expect((await post.waiting(ada)).map(({ attempts, due_at }) => [attempts, due_at - post.clock.at])).toEqual([[1, minute]]);
});

test('a letter that is queued while others are on their way goes with them', async () => {
  const late: Promise<void>[] = [];
  await using smtp = await startSmtp((count) => {
    if (count === 0) late.push(post.queue(ada).then(() => post.mail.deliver()));
    return null;
  });
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  await post.queue(ada);
  await post.mail.deliver();
  await Promise.all(late);
  expect([smtp.received.length, await post.waiting(ada)]).toEqual([2, []]);
});

test('an end waits for a letter under way, and begins no other', async () => {
  await using smtp = await startSmtp(() => {
    ended = post.mail.close();
    return null;
  });
  let ended: Promise<void> | undefined;
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  await post.queue(ada);
  await post.queue(ada);
  await post.mail.deliver();
  await ended;
  expect([smtp.received.length, (await post.waiting(ada)).length]).toEqual([1, 1]);
});

test('a letter that never gets through is tried after 1, 2, 4 … minutes, then every six hours, for three days', async () => {
  await using nowhere = await makePost({ smtpUrl: 'smtp://127.0.0.1:9' });
  const ada = await nowhere.person();
  await nowhere.queue(ada);
  const began = nowhere.clock.at;
  const waits: number[] = [];
  for (;;) {
    await nowhere.mail.deliver();
    const [row] = await nowhere.waiting(ada);
    if (!row) break;
    waits.push((row.due_at - nowhere.clock.at) / minute);
    nowhere.clock.at = row.due_at;
  }
  expect(waits.slice(0, 10)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360]);
  expect(new Set(waits.slice(9))).toEqual(new Set([360]));
  expect((nowhere.clock.at - began) / (24 * 60 * minute)).toBeGreaterThan(3);
  expect((nowhere.clock.at - began) / (24 * 60 * minute)).toBeLessThan(3.25);
});

test('a letter that is refused for good is given up at once, one that never gets through after three days', async () => {
  await using smtp = await startSmtp(() => ({ code: 550 }));
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  await post.queue(ada);
  await post.mail.deliver();
  expect(await post.waiting(ada)).toEqual([]);

  await using nowhere = await makePost({ smtpUrl: 'smtp://127.0.0.1:9' });
  const bob = await nowhere.person();
  await nowhere.queue(bob);
  await nowhere.mail.deliver();
  expect(await nowhere.waiting(bob)).toHaveLength(1);
  nowhere.clock.at += 3 * 24 * 60 * minute + 1;
  await nowhere.mail.deliver();
  expect(await nowhere.waiting(bob)).toEqual([]);
});

test('several processes hand a letter over once', async () => {
  await using smtp = await startSmtp();
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  for (let count = 0; count < 5; count++) await post.queue(ada);
  await Promise.all([post.mail, post.again(), post.again()].map((mail) => mail.deliver()));
  expect(smtp.received).toHaveLength(5);
  expect(new Set(smtp.received.map(({ source }) => /^Message-ID: (.*)\r$/m.exec(source)?.[1])).size).toBe(5);
});

test('a letter in a dead process’s hands is taken up by another', async () => {
  await using smtp = await startSmtp();
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  await post.queue(ada);
  const held = post.database.build
    .updateTable('outbox')
    .set({ due_at: post.clock.at + 5 * minute, attempts: 1 })
    .where('user_id', '=', ada);
  await post.database.write([{ query: held, rows: 1 }]);
  await post.mail.deliver();
  expect(smtp.received).toHaveLength(0);
  post.clock.at += 5 * minute;
  await post.mail.deliver();
  expect(smtp.received).toHaveLength(1);
});

test('a letter whose person is gone opens for nobody and is dropped', async () => {
  await using smtp = await startSmtp();
  await using post = await makePost({ smtpUrl: smtp.url });
  const ada = await post.person();
  await post.queue(ada);
  const [row] = await post.waiting(ada);
  await post.vault.eraseAccount(ada);
  // As a restored database would bring it back.
  if (row) await post.database.write([{ query: post.database.build.insertInto('outbox').values(row), rows: 1 }]);
  await post.mail.deliver();
  expect([smtp.received, await post.waiting(ada)]).toEqual([[], []]);
});

test('a subject or address that breaks out of its header is never queued', async () => {
  await using post = await makePost();
  const ada = await post.person();
  await expect(post.queue(ada, { ...letter, subject: 'x\r\nBcc: eve@evil.test' })).rejects.toThrow(UnsafeLetter);
  await expect(post.queue(ada, { ...letter, to: 'ada@example.org, eve@evil.test' })).rejects.toThrow(UnsafeLetter);
  expect(await post.waiting(ada)).toEqual([]);
});

test('beyond this machine a server without TLS gets nothing', async () => {
  await using smtp = await startSmtp();
  // A name of this machine that does not say so, as far as the gateway can tell.
  await using post = await makePost({ smtpUrl: smtp.url.replace('127.0.0.1', '127.0.0.2') });
  const ada = await post.person();
  await post.queue(ada);
  await post.mail.deliver();
  expect([smtp.received, (await post.waiting(ada)).length]).toEqual([[], 1]);
});

test('the last letter goes from memory, once, and only where there is SMTP', async () => {
  await using smtp = await startSmtp();
  await using post = await makePost({ smtpUrl: smtp.url });
  post.mail.sendOnce(letter);
  await post.mail.close();
  expect(smtp.received).toHaveLength(1);
  await using without = await makePost();
  without.mail.sendOnce(letter);
  await without.mail.close();
  await expect(readdir(without.folder)).rejects.toThrow('ENOENT');
  await using nowhere = await makePost({ smtpUrl: 'smtp://127.0.0.1:9' });
  nowhere.mail.sendOnce(letter);
  await nowhere.mail.close();
});

test('without SMTP letters are sealed files that one reader opens', async () => {
  await using post = await makePost();
  const [ada, bob] = [await post.person(), await post.person()];
  await post.queue(ada);
  await post.queue(bob, { ...letter, subject: 'For Bob' });
  await post.mail.deliver();
  expect(post.announced).toEqual([2]);
  for (const name of await readdir(post.folder))
    expect((await readFile(join(post.folder, name))).toString('latin1')).not.toMatch(/canary|example|Bob/);
  const opened: { readonly userId: UserId; readonly letter: Letter }[] = [];
  for await (const file of readMailFiles(post.folder, post.vault, openingFor)) opened.push(file);
  expect(opened.map(({ userId, letter: { subject, text } }) => [userId, subject, text])).toEqual([
    [ada, 'Grüße von Sotto', 'canary-text'],
    [bob, 'For Bob', 'canary-text'],
  ]);
});

test('a letter that goes while the letters are read is left out', async () => {
  await using post = await makePost();
  const [ada, bob] = [await post.person(), await post.person()];
  for (const person of [ada, bob]) await post.queue(person);
  await post.mail.deliver();
  const owners: string[] = [];
  for await (const { userId } of readMailFiles(post.folder, post.vault, openingFor)) {
    owners.push(userId);
    await post.mail.eraseFiles(bob);
  }
  expect(owners).toEqual([ada]);
});

test('a person’s files go when they go, with a week, and with their keys; nobody else’s', async () => {
  await using post = await makePost();
  const [ada, bob, eve] = [await post.person(), await post.person(), await post.person()];
  for (const person of [ada, bob, eve]) await post.queue(person);
  await post.mail.deliver();
  const owners = async () => (await readdir(post.folder)).map((name) => name.slice(0, name.indexOf('.'))).toSorted();
  await post.mail.eraseFiles(ada);
  expect(await owners()).toEqual([bob, eve].toSorted());
  await post.vault.eraseAccount(bob);
  await post.mail.purgeFiles();
  expect(await owners()).toEqual([eve]);
  post.clock.at += 7 * 24 * 60 * minute + 1;
  await post.mail.purgeFiles();
  expect(await owners()).toEqual([]);
});

test('a file written while its person is erased does not stay', async () => {
  await using post = await makePost();
  const [ada, bob] = [await post.person(), await post.person()];
  await post.queue(ada);
  await post.queue(bob);
  // The erasure is over, files included, before the letter that is in hand becomes a file.
  const sealers = async (userId: UserId) => {
    const found = await post.vault.sealers(userId);
    if (userId === ada) await post.vault.eraseAccount(ada);
    await post.mail.eraseFiles(ada);
    return found;
  };
  await post.again({ vault: { sealers } }).deliver();
  expect((await readdir(post.folder)).map((name) => name.slice(0, name.indexOf('.')))).toEqual([bob]);
});

test('what a crash left half written goes with its person, and is no mail', async () => {
  await using post = await makePost();
  const [ada, bob] = [await post.person(), await post.person()];
  await post.queue(ada);
  await post.queue(bob);
  await post.mail.deliver();
  const name = (await readdir(post.folder)).find((each) => each.startsWith(ada)) ?? '';
  await writeFile(join(post.folder, `${name}.part`), 'half');
  const owners: string[] = [];
  for await (const { userId } of readMailFiles(post.folder, post.vault, openingFor)) owners.push(userId);
  expect(owners).toEqual([ada, bob]);
  await post.mail.eraseFiles(ada);
  expect((await readdir(post.folder)).every((each) => each.startsWith(bob))).toBe(true);
  expect(await readdir(post.folder)).toHaveLength(1);
});
