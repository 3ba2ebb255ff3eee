/**
 * From the outbox to the gateway, or to the folder of sealed files where no SMTP is set.
 *
 * Promises: a letter that was queued with a unit is handed over at least once, or given up after three days;
 * no process hands over what another has taken in hand; a person's letters end with their key.
 */
import { type Database, type SottoTables, type Statement, WrongRowCount, asSweep } from '@sotto/database';
import type { Ids, UserId } from '@sotto/domain';
import type { Log } from '@sotto/log';
import { DidNotOpen, KeyShredded, type Opening, type Vault } from '@sotto/vault';
import { createMailFolder, nobody } from './files.ts';
import { type Connection, type Gateway, type Outcome, assertSafe, createGateway } from './gateway.ts';
import type { AfterMail, Letter, Mail } from './index.ts';
import { openLetter, sealLetter, sealSubject } from './sealed-letter.ts';

export interface MailOptions {
  readonly database: Database<SottoTables>;
  readonly vault: Pick<Vault, 'sealers'>;
  readonly ids: Ids;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** The right to open a letter that is due, made by the schedule. */
  readonly openingFor: (userId: UserId) => Opening;
  /** `null`: mails become sealed files in `folder`. */
  readonly smtpUrl: string | null;
  /** Sender of every mail. */
  readonly from: string;
  readonly folder: string;
  /** Says on the console, where no SMTP is set, how many mails wait. */
  readonly announce: (waiting: number) => void;
  /** @default nothing is written of what became of a letter */
  readonly after?: AfterMail;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A process that takes a letter in hand has this long; then another may. */
const inHandMs = 5 * minuteMs;
const givenUpAfterMs = 3 * dayMs;
const filesKeptMs = 7 * dayMs;
const lettersAtOnce = 100;
const onceMs = 5_000;

type Row = Pick<SottoTables['outbox'], 'user_id' | 'id' | 'due_at' | 'attempts' | 'created_at' | 'sealed'>;

/** `about`: of a letter that opened and has one. */
interface HandedOver {
  readonly outcome: Outcome;
  readonly about?: string | undefined;
}

/** Mail of a running process. */
export interface RunningMail extends Mail {
  /** Waits for letters under way, at most five seconds. Queued ones lie safely in the outbox. */
  close(): Promise<void>;
}

export function createMail(options: MailOptions): RunningMail {
  const { database, vault, ids, now, log } = options;
  const { build } = database;
  const folder = createMailFolder(options.folder);
  const lastLetters = new Set<Promise<void>>();
  const gateway = options.smtpUrl === null ? null : createGateway({ smtpUrl: options.smtpUrl, from: options.from });

  /** `false`: another process was quicker. */
  async function takeInHand(row: Row): Promise<boolean> {
    const query = build
      .updateTable('outbox')
      .set({ due_at: now() + inHandMs, attempts: row.attempts + 1 })
      .where('user_id', '=', row.user_id)
      .where('id', '=', row.id)
      .where('due_at', '=', row.due_at);
    return database.write([{ query, rows: 1 }]).then(() => true, unlessTaken);
  }

  async function handOver(row: Row, connection: Connection | undefined): Promise<HandedOver> {
    const letter = await opened(row).catch(unopened);
    if (typeof letter === 'string') return { outcome: letter };
    const outcome = await (connection ? connection.send(letter, row.id) : keepAsFile(row));
    return { outcome, about: letter.about };
  }

  async function opened({ user_id, id, sealed }: Row): Promise<Letter> {
    const userId = ownerOf(user_id);
    return openLetter((await vault.sealers(userId)).account, id, sealed, options.openingFor(userId));
  }

  async function keepAsFile(row: Row): Promise<Outcome> {
    const userId = ownerOf(row.user_id);
    const file = await folder.keep(userId, row.id, row.sealed);
    if (await isHere(userId)) return 'sent';
    // Erased while it was written: whoever erases may have looked for files before this one was there.
    await folder.remove(file);
    return 'refused';
  }

  /** The first thing to go of a person is the workspace row, the last are their files. */
  async function isHere(userId: UserId): Promise<boolean> {
    const query = build.selectFrom('workspace').select('user_id').where('user_id', '=', userId);
    return (await database.rows(query)).length > 0;
  }

  async function settle(row: Row, { outcome, about }: HandedOver): Promise<void> {
    const isOver = outcome !== 'later' || now() - row.created_at > givenUpAfterMs;
    if (outcome !== 'sent') log.warn('mail not sent', { outcome: isOver ? 'given up' : 'later', count: row.attempts + 1 });
    const rowOnly = { user_id: row.user_id, id: row.id };
    const query = isOver
      ? build.deleteFrom('outbox').where('user_id', '=', rowOnly.user_id).where('id', '=', rowOnly.id)
      : build
          .updateTable('outbox')
          .set({ due_at: now() + backOffMs(row.attempts + 1) })
          .where('user_id', '=', rowOnly.user_id)
          .where('id', '=', rowOnly.id);
    const ended = about !== undefined && { about, became: outcome === 'sent' ? ('sent' as const) : ('given up' as const) };
    const after = isOver && ended ? (options.after?.(build, { userId: ownerOf(row.user_id), ...ended }) ?? []) : [];
    await database.write([{ query, rows: null }, ...(isOver ? [noted(rowOnly, outcome)] : []), ...after]);
  }

  /** One that was given up was not sent: no line says that it was. */
  function noted({ user_id, id }: Pick<Row, 'user_id' | 'id'>, outcome: Outcome): Statement {
    const query =
      outcome === 'sent'
        ? build.updateTable('sent_mail').set({ sent_at: now() }).where('user_id', '=', user_id).where('id', '=', id)
        : build.deleteFrom('sent_mail').where('user_id', '=', user_id).where('id', '=', id);
    return { query, rows: null };
  }

  async function deliverDue(): Promise<void> {
    const due = build
      .selectFrom('outbox')
      .select(['user_id', 'id', 'due_at', 'attempts', 'created_at', 'sealed'])
      .where('due_at', '<=', now())
      // Of one moment, the one written first: ids of one maker rise.
      .orderBy('due_at')
      .orderBy('id')
      .limit(lettersAtOnce);
    let handedOver = 0;
    const rows = await database.rows(asSweep('due mail', due));
    using connection = gateway?.connect();
    for (const row of rows) {
      if (isClosing) return;
      if (!(await takeInHand(row))) continue;
      const handed = await handOver(row, connection);
      await settle(row, handed);
      if (handed.outcome === 'sent') handedOver += 1;
    }
    // There may be more, and the server answers: a notice to everybody does not wait a minute for each hundred.
    isWanted ||= rows.length === lettersAtOnce && handedOver > 0;
    if (!gateway && handedOver > 0) options.announce((await folder.list()).length);
  }

  /** One round at a time: a server that does not answer holds up one connection, however many ask meanwhile. */
  let round: Promise<void> | undefined;
  let isWanted = false;
  let isClosing = false;
  async function deliverWanted(): Promise<void> {
    try {
      while (isWanted) {
        isWanted = false;
        await deliverDue();
      }
    } finally {
      round = undefined;
    }
  }
  async function deliver(): Promise<void> {
    isWanted = !isClosing;
    round ??= deliverWanted();
    await round;
  }

  return {
    queue(userId, sealers, letter) {
      assertSafe(letter);
      const id = ids.record();
      const row = { user_id: userId, id, key_id: sealers.account.keyId };
      const waiting = { ...row, due_at: now(), attempts: 0, created_at: now(), sealed: sealLetter(sealers.account, id, letter) };
      const line = { ...row, written_at: now(), sealed: sealSubject(sealers.account, id, letter.subject) };
      return [
        { query: build.insertInto('outbox').values(waiting), rows: 1 },
        { query: build.insertInto('sent_mail').values(line), rows: 1 },
      ];
    },
    deliver,
    sendOnce(letter) {
      if (!gateway) return;
      const sending = within(onceMs, [sendAlone(gateway, letter, ids.record())]).finally(() => lastLetters.delete(sending));
      lastLetters.add(sending);
    },
    async close() {
      isClosing = true;
      isWanted = false;
      await within(onceMs, [...lastLetters, ...(round ? [round] : [])]);
    },
    async eraseFiles(userId) {
      for (const file of await folder.listAll()) if (file.userId === userId) await folder.remove(file);
    },
    async purgeFiles() {
      for (const file of await folder.listAll()) {
        const isOld = now() - momentOf(file.id) > filesKeptMs;
        if (isOld || (await vault.sealers(file.userId).catch(nobody)) === null) await folder.remove(file);
      }
    },
  };
}

function ownerOf(userId: string): UserId {
  // Safe: ids of this column were written from a UserId.
  return userId as UserId;
}

/** Who is gone gets no letter. What lies damaged may be mended within three days, and holds up nobody else's meanwhile. */
function unopened(error: unknown): Outcome {
  if (error instanceof KeyShredded) return 'refused';
  if (error instanceof DidNotOpen) return 'later';
  throw error;
}

function unlessTaken(error: unknown): false {
  if (error instanceof WrongRowCount) return false;
  throw error;
}

/** 1, 2, 4 … minutes, at most 6 hours. */
function backOffMs(attempts: number): number {
  return Math.min(minuteMs * 2 ** (attempts - 1), 360 * minuteMs);
}

/** The moment a UUIDv7 was made, epoch milliseconds: its first 48 bits. */
function momentOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}

/** Best effort: whatever becomes of it, there is nobody left to tell. */
async function sendAlone(gateway: Gateway, letter: Letter, id: string): Promise<Outcome> {
  using connection = gateway.connect();
  return await connection.send(letter, id);
}

/** Waits until all have come to an end, well or badly, but no longer than `ms`. */
async function within(ms: number, all: readonly Promise<unknown>[]): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  await Promise.race([Promise.allSettled(all), late]);
  clearTimeout(timer);
}
