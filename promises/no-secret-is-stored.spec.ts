/**
 * No secret of signing in is stored, nor anything that tells who someone is. One life goes by every way in and out; every
 * token, code, key, link, address and name that came up is then looked for in everything the server left behind. Digests
 * may lie there, and do.
 */
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join as path } from 'node:path';
import { type Client, createClient } from '@sotto/contract';
import type { UserId } from '@sotto/domain';
import * as account from '@sotto/features/account/api';
import { createLimiter } from '@sotto/features/account/server';
import { type Mailbox, codeOf, createDevice, openMailbox, stepMs } from '@sotto/features/account/testing';
import { createLog } from '@sotto/log';
import { readMailFiles } from '@sotto/mail';
import { mailFolder } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import { features } from '@sotto/server';
import {
  type Forger,
  type TestServer,
  type Visitor,
  createClock,
  day,
  engines,
  freePort,
  freshFolder,
  issuerSettings,
  minute,
  problemOf,
  startForger,
  startServer,
  uniqueName,
  type RawPiece,
} from '@sotto/testing';
import { describe, expect, test } from 'vitest';
import { makeInstallation, storesAt } from './testing/installation.ts';
import { databaseOf, everythingOf, storeUnsealed } from './testing/left-behind.ts';
import { type Word, forms, tracesOf, walPosition } from './testing/traces.ts';

/** Every kind that must have come up; another one is no mistake. */
const kinds = [
  'address',
  'password',
  'wrong password',
  'session token',
  'question token',
  'token of a link',
  'secret of the app',
  'recovery code',
  'passkey',
  'challenge',
  'name of a passkey',
  'subject at an issuer',
  'attempt at an issuer',
  'secret of the issuer',
  'access key',
  'name of an access key',
  'connect code',
  'invitation',
  'operator',
  'user agent',
  'device',
  'network',
] as const;
type Kind = (typeof kinds)[number];

interface Secrets {
  readonly all: ReadonlyMap<string, readonly Word[]>;
  /** Answers the word itself. */
  note(kind: Kind, word: string): string;
  noteBytes(kind: Kind, bytes: Buffer): void;
  /** A token in its text and in the random part of its bytes. */
  noteToken(kind: Kind, token: string): string;
}

function createSecrets(): Secrets {
  const all = new Map<string, Word[]>();
  const add = (kind: Kind, word: Word) => void all.set(kind, [...(all.get(kind) ?? []), word]);
  const note = (kind: Kind, word: string) => {
    add(kind, word);
    return word;
  };
  return {
    all,
    note,
    noteBytes: add,
    noteToken(kind, token) {
      const body = token.replace(/^sotto_/, '');
      add(kind, Buffer.from(body, 'base64url').subarray(16, 48));
      return note(kind, body) && token;
    },
  };
}

const wordsOf = ({ all }: Secrets): Word[] => [...all.values()].flat();
const nameOf = (word: Word) => (typeof word === 'string' ? word : word.toString('hex'));

interface Scene {
  readonly server: TestServer;
  /** `null`: mails are sealed files. */
  readonly mailbox: Mailbox | null;
  readonly forger: Forger;
  readonly secrets: Secrets;
  readonly network: string;
}

describe.each(engines)('on %s', (engine) => {
  test.each(['by mail', 'in sealed files'] as const)(
    'no token, code, key, link, address or name of anyone who signs in is readable in a store, a log, a mail or a temporary file; letters go %s',
    async (letters) => {
      await using mailbox = await openMailbox();
      await using forger = await startForger();
      await using temporary = await freshFolder();
      const environment = {
        SOTTO_PORT: String(await freePort()),
        SOTTO_TRUSTED_PROXY: '127.0.0.1',
        ...issuerSettings({ there: forger }),
        ...(letters === 'by mail' && { SOTTO_SMTP_URL: mailbox.url }),
      };
      await using installation = await makeInstallation(engine, environment);
      const begun = engine === 'postgres' ? await walPosition(databaseOf(installation)) : '';
      const logged: string[] = [];
      const options = {
        features,
        stores: storesAt(engine, installation.settings),
        clock: createClock(),
        log: createLog({ level: 'debug', destination: { write: (line) => void logged.push(line) } }),
      };
      const server = await startServer(options);
      const secrets = createSecrets();
      const network = secrets.note('network', '2001:db8:5ca1:ab1e:c0ff:ee00:1234:5678');
      const scene = { server, mailbox: letters === 'by mail' ? mailbox : null, forger, secrets, network };
      const lived = await liveThrough(scene);
      const look = async (said: readonly string[]) => everythingOf(installation, temporary.path, { logged, said, begun });
      const running = await look(server.said);
      await server.stop();
      const ended = await look(server.said);
      const words = wordsOf(secrets);

      expect(tracesOf(words, running)).toEqual([]);
      expect(tracesOf(words, ended)).toEqual([]);
      expect(codesIn(lived.codes, logged)).toEqual([]);
      // They did come up, all of them; and what may lie there, a digest, is where they were looked for.
      expect([...secrets.all.keys()].toSorted()).toEqual([...kinds].toSorted());
      expect(words.length).toBeGreaterThan(60);
      const digest = createHash('sha256').update(lived.lastSession).digest();
      expect(tracesOf([digest], ended)).not.toEqual([]);
      expect(logged.length).toBeGreaterThan(20);

      // The control: the same words in the same places, and nothing around them.
      await using again = await startServer(options);
      await plant(again, words, [...foldersOf(installation), temporary.path]);
      const planted: RawPiece[] = [...(await look(again.said)), { where: 'log', bytes: Buffer.concat(contentsOf(words)) }];
      const found = new Set(tracesOf(words, planted).map(coarse));
      const storing = engine === 'sqlite' ? 'database' : 'table chunk';
      const missed = words.flatMap((word) =>
        Object.keys(forms).flatMap((form) =>
          [storing, 'mail/planted', 'keys/planted', 'epoch/planted', 'temporary/planted', 'log']
            .map((place) => `${nameOf(word)} as ${form} in ${place}`)
            .filter((trace) => !found.has(trace)),
        ),
      );
      expect(missed).toEqual([]);
    },
  );
});

test('no route takes a secret in its address, where logs and histories keep it', async () => {
  await using server = await startServer({ features });
  const inAddress = server.routes.flatMap(({ endpoint: { name, params, query, path: address } }) =>
    [...Object.keys({ ...params?.shape, ...query?.shape }), ...(address.match(/(?<=\{)\w+/g) ?? [])].map(
      (field) => `${name} ${field}`,
    ),
  );
  const secret = / .*(token|code|password|secret|passkey|invite|attempt|cookie|challenge|email|key$)/i;
  // A calendar program can show nothing but an address: decision 019. Its test looks for it in every line of the log.
  // A mail program can end mails by nothing but an address (RFC 8058), and by it do nothing else: decision 020.
  const known = new Set(['fetchFeed secret', 'endReminderMailAtOnce secret', 'showUnsubscribe secret']);
  expect(inAddress.filter((field) => secret.test(field) && !known.has(field))).toEqual([]);
  // The control: there are fields, and of a wrong name one would be seen.
  expect(inAddress.length).toBeGreaterThan(20);
  expect(['verifyEmail token', 'connect connectCode'].filter((field) => secret.test(field))).toHaveLength(2);
});

/** The trace with its place in one word. */
function coarse(trace: string): string {
  return trace.replace(/ in data\/.*sotto\.sqlite(-wal)?$/, ' in database').replace(/ in data\/mail/, ' in mail');
}

/** Every word in every form, apart. */
function contentsOf(words: readonly Word[]): Buffer[] {
  return words.flatMap((word) =>
    Object.values(forms).map((write) => Buffer.concat(write(word).flatMap((line) => [line, Buffer.from('\n')]))),
  );
}

function foldersOf({ settings: { folders } }: { settings: TestServer['stores']['settings'] }): string[] {
  return [path(folders.data, 'mail'), folders.keys, folders.epoch];
}

async function plant(server: TestServer, words: readonly Word[], folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    appendFileSync(path(folder, 'planted'), Buffer.concat(contentsOf(words)));
  }
  const { userId } = await anyoneOf(server);
  // Short rows: what spreads over several pages may be cut in two.
  await storeUnsealed(server, { userId }, contentsOf(words));
}

async function anyoneOf({ platform }: TestServer): Promise<{ userId: UserId }> {
  const everyone = await platform.vault.listPeople({ after: null, limit: 10 });
  const someone = everyone.find(({ state }) => state === 'active');
  if (!someone) throw new Error('Nobody is here.');
  return someone;
}

/** Codes of six digits that stand by themselves in a line of the log. */
function codesIn(codes: readonly string[], lines: readonly string[]): string[] {
  return lines.filter((line) => codes.some((code) => new RegExp(`(?<![\\w.])${code}(?![\\w.])`).test(line)));
}

interface Lived {
  /** Of six digits each. */
  readonly codes: readonly string[];
  /** A session that is still open. */
  readonly lastSession: string;
}

/** A life by every way in and out. */
async function liveThrough(scene: Scene): Promise<Lived> {
  const { secrets } = scene;
  const email = secrets.note('address', `${uniqueName()}@${uniqueName()}.example`);
  const password = secrets.note('password', `${uniqueName()} ${uniqueName()}`);
  await makeAccount(scene, email, password);
  await guessWrong(scene, email);
  const here = disguise(scene);
  await here.call(account.signIn, { body: { email, password } });
  sessionOf(scene, here.visitor);
  const codes = await enterWithCodes(scene, here, { email, password });
  await enterByPasskey(scene, here);
  await enterByIssuer(scene, here);
  await makeKeys(scene, here);
  await changeAddresses(scene, here, email);
  await beOperator(scene);
  const next = secrets.note('password', `${uniqueName()} ${uniqueName()}`);
  await here.call(account.changePassword, { body: { current: password, next } });
  const lastSession = sessionOf(scene, here.visitor);
  await leaveLettersBehind(scene, email);
  return { codes, lastSession };
}

interface Here {
  readonly visitor: Visitor;
  readonly call: Client;
}

/** A browser with a name and a network of its own. */
function disguise({ server, secrets, network }: Scene): Here {
  const visitor = server.visitor();
  const agent = secrets.note('user agent', `Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0 ${uniqueName()}`);
  secrets.note('device', 'Firefox on Linux');
  const call = createClient({
    origin: server.origin,
    fetch(url, init = {}) {
      const headers = new Headers(init.headers);
      headers.set('user-agent', agent);
      headers.set('x-forwarded-for', network);
      return visitor.fetch(url.slice(server.origin.length), { ...init, headers });
    },
  });
  return { visitor, call };
}

function cookieOf({ cookies }: Visitor): string {
  const [token = ''] = cookies.values();
  return token;
}
const sessionOf = ({ secrets }: Scene, visitor: Visitor) => secrets.noteToken('session token', cookieOf(visitor));

async function makeAccount(scene: Scene, email: string, password: string): Promise<void> {
  const { server, secrets, mailbox } = scene;
  const invite = secrets.note('invitation', randomBytes(32).toString('base64url'));
  const unused = secrets.note('invitation', randomBytes(32).toString('base64url'));
  for (const token of [invite, unused]) await server.platform.vault.addInvite(token, server.clock.now() + day);
  const at = disguise(scene);
  await at.call(account.signUp, { body: { email, password, invite } });
  if (mailbox) await at.call(account.verifyEmail, { body: { token: await linkTo(scene, email) } });
  else sessionOf(scene, at.visitor);
  // Someone who never confirms.
  const never = secrets.note('address', `${uniqueName()}@${uniqueName()}.example`);
  await disguise(scene).call(account.signUp, {
    body: { email: never, password: secrets.note('password', `${uniqueName()} rain`) },
  });
  if (mailbox) await linkTo(scene, never);
}

async function guessWrong(scene: Scene, email: string): Promise<void> {
  const { server, secrets, network } = scene;
  const attempt = (to: string) => {
    const body = { email: to, password: secrets.note('wrong password', `${uniqueName()} ${uniqueName()}`) };
    return problemOf(disguise(scene).call(account.signIn, { body }));
  };
  expect(await attempt(email)).toBe('wrong-credentials');
  expect(await attempt(secrets.note('address', `${uniqueName()}@${uniqueName()}.example`))).toBe('wrong-credentials');
  // On this machine alone networks are not counted; elsewhere they are, like this.
  await createLimiter(server.platform).attempt('network', network);
}

async function enterWithCodes(scene: Scene, here: Here, { email, password }: { email: string; password: string }) {
  const { server, secrets } = scene;
  const codes: string[] = [];
  const codeNow = (secret: string) => {
    const code = codeOf(secret, server.clock.now());
    codes.push(code);
    return code;
  };
  const { secret } = (await here.call(account.beginTwoFactor, {})).body;
  secrets.note('secret of the app', secret);
  secrets.noteBytes('secret of the app', fromBase32(secret));
  const { recoveryCodes } = (await here.call(account.confirmTwoFactor, { body: { code: codeNow(secret) } })).body;
  sessionOf(scene, here.visitor);
  for (const code of recoveryCodes) {
    secrets.note('recovery code', code);
    secrets.note('recovery code', code.replaceAll('-', ''));
    secrets.noteBytes('recovery code', fromBase32(code.replaceAll('-', '')));
  }
  server.clock.advance(stepMs);
  const proofs = [{ code: codeNow(secret) }, { recoveryCode: recoveryCodes[0] ?? '' }];
  for (const proof of proofs) {
    const there = disguise(scene);
    await there.call(account.signIn, { body: { email, password } });
    secrets.noteToken('question token', cookieOf(there.visitor));
    expect(await problemOf(there.call(account.completeSignIn, { body: { code: '000000' } }))).toBe('wrong-credentials');
    await there.call(account.completeSignIn, { body: proof });
    sessionOf(scene, there.visitor);
  }
  // A question that stays open, and a second app that was begun.
  const open = disguise(scene);
  await open.call(account.signIn, { body: { email, password } });
  secrets.noteToken('question token', cookieOf(open.visitor));
  const pending = (await here.call(account.beginTwoFactor, {})).body.secret;
  secrets.note('secret of the app', pending);
  secrets.noteBytes('secret of the app', fromBase32(pending));
  return codes;
}

async function enterByPasskey(scene: Scene, here: Here): Promise<void> {
  const { server, secrets } = scene;
  const device = createDevice({ origin: server.origin });
  const noteChallenge = (challenge: string) => {
    secrets.note('challenge', challenge);
    secrets.noteBytes('challenge', Buffer.from(challenge, 'base64url').subarray(23, 39));
  };
  const { body: options } = await here.call(account.makePasskeyOptions, {});
  noteChallenge(options.challenge);
  const name = secrets.note('name of a passkey', `Key of ${uniqueName()}`);
  await here.call(account.addPasskey, { body: { passkey: device.make(options), name } });
  const [held] = device.held;
  if (!held) throw new Error('The device holds nothing.');
  secrets.note('passkey', held.credentialId);
  secrets.noteBytes('passkey', Buffer.from(held.credentialId, 'base64url'));
  const { x = '' } = held.privateKey.export({ format: 'jwk' });
  secrets.noteBytes('passkey', Buffer.from(x, 'base64url'));
  const there = disguise(scene);
  for (const lies of [{ otherKey: true }, {}]) {
    const { body: question } = await there.call(account.makePasskeyQuestion, {});
    noteChallenge(question.challenge);
    await problemOf(there.call(account.signInByPasskey, { body: { passkey: device.show(question, lies) } }));
  }
  sessionOf(scene, there.visitor);
}

async function enterByIssuer(scene: Scene, here: Here): Promise<void> {
  const { forger, secrets } = scene;
  const there = secrets.note('address', `${uniqueName()}@${uniqueName()}.example`);
  forger.forge({ claims: { email: there, email_verified: true } });
  secrets.note('secret of the issuer', forger.settings['CLIENT_SECRET'] ?? '');
  secrets.note('secret of the issuer', forger.accessToken);
  const go = async ({ visitor, call }: Here, purpose: 'link' | 'sign-in') => {
    const { location, attempt } = (await call(account.beginAtIssuer, { body: { issuer: 'there', purpose } })).body;
    const subject = secrets.note('subject at an issuer', `subject-${uniqueName()}`);
    const query = forger.comeBack(location, subject);
    const asked = [...new URL(location).searchParams, ...new URLSearchParams(query)];
    for (const [name, value] of asked)
      if (/^(state|nonce|code|code_challenge)$/.test(name)) secrets.note('attempt at an issuer', value);
    secrets.note('attempt at an issuer', attempt);
    const { random } = JSON.parse(Buffer.from(attempt, 'base64url').toString().replace(/\}.*$/s, '}')) as { random: string };
    secrets.note('attempt at an issuer', random);
    await call(account.returnFromIssuer, { body: { attempt, query } });
    sessionOf(scene, visitor);
  };
  await go(here, 'link');
  await go(disguise(scene), 'sign-in');
}

async function makeKeys({ server, secrets }: Scene, here: Here): Promise<void> {
  const chosen = () => ({
    name: secrets.note('name of an access key', `Script of ${uniqueName()}`),
    scopes: ['export:read' as const],
  });
  const { key } = (await here.call(account.makeAccessKey, { body: chosen() })).body;
  secrets.noteToken('access key', key);
  await server.visitor({ key }).call(account.getCurrentAccessKey, {});
  for (const isUsed of [true, false]) {
    const { code } = (await here.call(account.makeConnectCode, { body: chosen() })).body;
    secrets.noteToken('connect code', code);
    if (isUsed) secrets.noteToken('access key', (await server.visitor().call(account.connect, { body: { code } })).body.key);
  }
}

async function changeAddresses(scene: Scene, here: Here, email: string): Promise<void> {
  const { secrets, mailbox } = scene;
  const next = secrets.note('address', `${uniqueName()}@${uniqueName()}.example`);
  await here.call(account.changeEmail, { body: { email: next } });
  if (mailbox) await here.call(account.verifyEmail, { body: { token: await linkTo(scene, next) } });
  await linkTo(scene, email, 'undo-email');
  if (mailbox) {
    const never = secrets.note('address', `${uniqueName()}@${uniqueName()}.example`);
    await here.call(account.changeEmail, { body: { email: never } });
    await linkTo(scene, never);
  }
  await disguise(scene).call(account.forgotPassword, { body: { email: next } });
  const password = secrets.note('password', `${uniqueName()} ${uniqueName()}`);
  await linkTo(scene, next, 'reset-password');
  expect(await problemOf(disguise(scene).call(account.resetPassword, { body: { token: 'no-token', password } }))).toBe(
    'unprocessable',
  );
}

async function beOperator({ server, secrets }: Scene): Promise<void> {
  const name = secrets.note('operator', `Operator ${uniqueName()}`);
  const secret = randomBytes(20);
  secrets.noteBytes('operator', secret);
  await server.platform.vault.addOperator({ name, secret, lastStep: 1 });
}

/** The token of the latest letter to `email` that leads to `page`; waits for it. */
async function linkTo(scene: Scene, email: string, page = 'verify-email'): Promise<string> {
  let token = '';
  await expect
    .poll(async () => {
      const letters = (await lettersOf(scene)).filter(({ to }) => to === email);
      token =
        letters.flatMap(({ text }) => [...text.matchAll(/\/([a-z-]+)#([\w-]+)/g)]).findLast(([, at]) => at === page)?.[2] ?? '';
      return token;
    })
    .not.toBe('');
  return scene.secrets.noteToken('token of a link', token);
}

const openingForMail = openingMakerFor({ name: 'mail', purposes: ['account'] });

async function lettersOf({ server, mailbox }: Scene): Promise<readonly { to: string; text: string }[]> {
  if (mailbox) return mailbox.arrived;
  await server.platform.mail.deliver();
  const { vault } = server.platform;
  const files = readMailFiles(mailFolder(server.stores.settings), vault, (userId) => openingForMail(userId, 'account'));
  const letters: { to: string; text: string }[] = [];
  for await (const { letter } of files) letters.push({ to: letter.to, text: JSON.stringify(letter) });
  return letters;
}

/** Letters that wait: the mail server is gone, and each delivery fails. */
async function leaveLettersBehind(scene: Scene, email: string): Promise<void> {
  const { server, mailbox, secrets } = scene;
  await mailbox?.close();
  const late = secrets.note('address', `${uniqueName()}@${uniqueName()}.example`);
  await disguise(scene).call(account.signUp, {
    body: { email: late, password: secrets.note('password', `${uniqueName()} snow`) },
  });
  await disguise(scene).call(account.forgotPassword, { body: { email } });
  await server.platform.mail.deliver();
  server.clock.advance(minute);
  await server.platform.mail.deliver();
}

/** Source: RFC 4648 section 6. */
function fromBase32(text: string): Buffer {
  const bits = [...text.toLowerCase()].map((letter) =>
    'abcdefghijklmnopqrstuvwxyz234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from(
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
  );
}
