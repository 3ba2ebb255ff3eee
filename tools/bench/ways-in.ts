/**
 * Signing in with a second factor and with a passkey; and whether the time of an answer tells who is here where telling.ts
 * does not look: a passkey that names someone, and a change of address to one that may be taken.
 *
 * The server runs in this process: its clock is moved from code to code, and its counts of attempts are emptied in between.
 */
import {
  addPasskey,
  beginTwoFactor,
  changeEmail,
  completeSignIn,
  confirmTwoFactor,
  makePasskeyOptions,
  makePasskeyQuestion,
  signIn,
  signInByPasskey,
  signUp,
  verifyEmail,
} from '@sotto/features/account/api';
import { type Device, type Mailbox, codeOf, createDevice, openMailbox, stepMs, tokenIn } from '@sotto/features/account/testing';
import { features } from '@sotto/server';
import { type TestServer, type Visitor, startServer, uniqueName } from '@sotto/testing';
import { password } from './people.ts';
import type { Row } from './report.ts';
import { chanceToTell, median, percentile, timed } from './statistics.ts';

/** Answers about someone known, and as many about someone unknown. A change of address writes, queues and sends: fewer of it. */
const samples = { passkeys: 2000, addresses: 500 };
const signIns = 40;
/** People who are known, so that no one of them is asked about so often that this alone would tell. */
const known = 20;

export async function measureWaysIn(): Promise<Row[]> {
  await using mailbox = await openMailbox();
  await using quiet = await startServer({ features });
  await using mailing = await startServer({ features, environment: { SOTTO_SMTP_URL: mailbox.url } });
  return [await codeRow(quiet), await passkeyRow(quiet), await passkeysTell(quiet), await addressesTell(mailing, mailbox)];
}

interface Here {
  readonly email: string;
  readonly visitor: Visitor;
}

async function joinHere(server: TestServer): Promise<Here> {
  const [email, visitor] = [`${uniqueName()}@example.org`, server.visitor()];
  await visitor.call(signUp, { body: { email, password } });
  return { email, visitor };
}

async function withPasskey(server: TestServer): Promise<Here & { readonly device: Device }> {
  const here = await joinHere(server);
  const device = createDevice({ origin: server.origin });
  const { body } = await here.visitor.call(makePasskeyOptions, {});
  await here.visitor.call(addPasskey, { body: { passkey: device.make(body) } });
  return { ...here, device };
}

async function codeRow(server: TestServer): Promise<Row> {
  const { email, visitor } = await joinHere(server);
  const { secret } = (await visitor.call(beginTwoFactor, {})).body;
  const codeNow = () => {
    server.clock.advance(stepMs);
    return codeOf(secret, server.clock.now());
  };
  await visitor.call(confirmTwoFactor, { body: { code: codeNow() } });
  const times: number[] = [];
  for (let count = 0; count < signIns; count++) {
    const [browser, code] = [server.visitor(), codeNow()];
    times.push(
      await timed(async () => {
        await browser.call(signIn, { body: { email, password } });
        await browser.call(completeSignIn, { body: { code } });
      }),
    );
  }
  return signInRow('sign-in with password and code', times);
}

async function passkeyRow(server: TestServer): Promise<Row> {
  const { device } = await withPasskey(server);
  const times: number[] = [];
  for (let count = 0; count < signIns; count++) {
    const browser = server.visitor();
    times.push(
      await timed(async () => {
        const { body } = await browser.call(makePasskeyQuestion, {});
        await browser.call(signInByPasskey, { body: { passkey: device.show(body) } });
      }),
    );
  }
  return signInRow('sign-in with a passkey', times);
}

const signInRow = (work: string, times: readonly number[]): Row => ({
  work,
  how: `both requests, ${times.length} one after the other; client and server in one process`,
  figures: [
    { name: 'median', value: median(times), unit: 'ms' },
    { name: 'p95', value: percentile(times, 0.95), unit: 'ms', atMost: 400 },
  ],
});

/** A passkey of someone who is here, signed by a stranger, or one that names nobody. */
async function passkeysTell(server: TestServer): Promise<Row> {
  const people: Device[] = [];
  for (let count = 0; count < known; count++) people.push((await withPasskey(server)).device);
  const stranger = createDevice({ origin: server.origin });
  return tellingRow('false passkey, known or unknown', samples.passkeys, async (isKnown, turn) => {
    const { body } = await server.visitor().call(makePasskeyQuestion, {});
    const user = { id: Buffer.from(server.platform.ids.user().replaceAll('-', ''), 'hex').toString('base64url') };
    if (!isKnown) stranger.make({ challenge: '', rp: { id: 'localhost' }, user });
    const passkey = (isKnown ? (people[turn % known] ?? stranger) : stranger).show(body, { otherKey: true });
    return () => server.visitor().call(signInByPasskey, { body: { passkey } }).then(ignore, ignore);
  });
}

/** A change of address to one that someone has, or that nobody has. */
async function addressesTell(server: TestServer, mailbox: Mailbox): Promise<Row> {
  const owners: string[] = [];
  for (let count = 0; count < known; count++) owners.push((await confirmed(server, mailbox)).email);
  const asker = await confirmed(server, mailbox);
  const { database } = server.platform;
  return tellingRow('change of address, known or unknown', samples.addresses, async (isKnown, turn) => {
    // Letters and changes are counted; more of them than anyone could ask for are measured here.
    await database.write([{ query: database.build.deleteFrom('rate_hit'), rows: null }]);
    const email = isKnown ? (owners[turn % known] ?? '') : `${uniqueName()}@example.org`;
    return () => asker.visitor.call(changeEmail, { body: { email } });
  });
}

async function confirmed(server: TestServer, mailbox: Mailbox): Promise<Here> {
  const here = await joinHere(server);
  const [mail] = await mailbox.mailsTo(here.email, 1);
  await here.visitor.call(verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } });
  await here.visitor.call(signIn, { body: { email: here.email, password } });
  return here;
}

/** What is got ready untimed, and then done and timed. */
type Ask = (isKnown: boolean, turn: number) => Promise<() => Promise<unknown>>;

async function tellingRow(work: string, ofEach: number, ask: Ask): Promise<Row> {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let turn = 0; turn < ofEach; turn++) {
    // Names are of chance: which of the two comes first is, too.
    const order = uniqueName() < '8' ? [true, false] : [false, true];
    for (const isKnown of order) times[isKnown ? 'known' : 'unknown'].push(await timed(await ask(isKnown, turn)));
  }
  return {
    work,
    how: `${ofEach} of each in a mixed order; 50 % is guessing; client and server in one process`,
    figures: [
      { name: 'told apart by time', value: 100 * chanceToTell(times.known, times.unknown), unit: '%', atLeast: 45, atMost: 55 },
      { name: 'median, known', value: median(times.known), unit: 'ms' },
      { name: 'median, unknown', value: median(times.unknown), unit: 'ms' },
    ],
  };
}

function ignore(): void {}
