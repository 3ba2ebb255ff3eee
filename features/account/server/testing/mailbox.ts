/** A mailbox for everyone: a real SMTP server at the other end of the tests of letters. */
import { type ServerOptions, type TestServer, startServer, uniqueName } from '@sotto/testing';
import { SMTPServer } from 'smtp-server';
import { signIn, signUp, verifyEmail } from '../../api.ts';
import { type Person, password } from './people.ts';

/** A mail as it arrived, decoded. */
export interface Arrived {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Its headers, unfolded, a line each. */
  readonly head: string;
}

export interface Mailbox extends AsyncDisposable {
  /** For `SOTTO_SMTP_URL`. */
  readonly url: string;
  /** Everything so far, in the order in which it came. */
  readonly arrived: readonly Arrived[];
  /** Resolves with the mails to `to` once there are `count` of them. */
  mailsTo(to: string, count: number): Promise<Arrived[]>;
  /** Resolves once so many have come in all, to whomever. */
  mails(count: number): Promise<void>;
  close(): Promise<void>;
}

/** `answer`: what it says to a letter once it is there, by whom it is to; a code of refusal (550, 451), `null`: it takes it. @default takes all */
export async function openMailbox(answer: (to: string) => number | null | Promise<number | null> = () => null): Promise<Mailbox> {
  const arrived: Arrived[] = [];
  const waiting = new Set<() => void>();
  const hear = async (pieces: readonly Buffer[], to: string, done: (refusal?: Error) => void) => {
    const code = await answer(to);
    if (code !== null) return done(Object.assign(new Error('no'), { responseCode: code }));
    arrived.push(parse(Buffer.concat(pieces).toString(), to));
    done();
    for (const look of waiting) look();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => void hear(pieces, session.envelope.rcptTo[0]?.address ?? '', done));
    },
  });
  // Whoever is killed while sending breaks the connection off; without a listener that would end the test.
  server.on('error', () => {});
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // Safe: a TCP server that listens has an address object.
  const { port } = server.server.address() as { port: number };
  const close = () => new Promise<void>((closed) => server.close(closed));
  const until = (isThere: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isThere()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    close,
    [Symbol.asyncDispose]: close,
    async mailsTo(to, count) {
      const found = () => arrived.filter((mail) => mail.to === to);
      await until(() => found().length >= count);
      return found();
    },
    mails: (count) => until(() => arrived.length >= count),
  };
}

/** A server from which mail leaves, and where it arrives. */
export interface WithMail extends AsyncDisposable {
  readonly server: TestServer;
  readonly mailbox: Mailbox;
  /** Ends both. Disposing does the same. */
  stop(): Promise<void>;
}

/** `answer`: see `openMailbox`. */
export async function startWithMail({
  environment,
  answer,
  ...options
}: Omit<ServerOptions, 'stores'> & { readonly answer?: Parameters<typeof openMailbox>[0] }): Promise<WithMail> {
  await using opened = new AsyncDisposableStack();
  const mailbox = opened.use(await openMailbox(answer));
  const server = opened.use(await startServer({ ...options, environment: { ...environment, SOTTO_SMTP_URL: mailbox.url } }));
  const kept = opened.move();
  const stop = () => kept.disposeAsync();
  return { server, mailbox, stop, [Symbol.asyncDispose]: stop };
}

/** The token in the link of a mail, which leads to `page`; empty: there is none. */
export function tokenIn(mail: Arrived | undefined, page: 'verify-email' | 'reset-password' | 'undo-email'): string {
  return new RegExp(`/${page}#([\\w-]+)`).exec(mail?.text ?? '')?.[1] ?? '';
}

/** Someone new who confirmed their address and is signed in; two mails have come to them. */
export async function joinByMail(server: TestServer, mailbox: Mailbox): Promise<Person> {
  const email = await signUpByMail(server);
  const [mail] = await mailbox.mailsTo(email, 1);
  const visitor = server.visitor();
  await visitor.call(verifyEmail, { body: { token: tokenIn(mail, 'verify-email') } });
  await visitor.call(signIn, { body: { email, password } });
  await mailbox.mailsTo(email, 2);
  return { email, visitor };
}

/** The address of someone who has not confirmed it. */
export async function signUpByMail(server: TestServer): Promise<string> {
  const email = `${uniqueName()}@example.org`;
  await server.visitor().call(signUp, { body: { email, password } });
  return email;
}

function parse(raw: string, to: string): Arrived {
  const subject = (/^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(raw)?.[1] ?? '').replaceAll(/\r\n[ \t]/g, ' ');
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]/g, ' ');
  return { to, subject, text: partOf(raw, 'text/plain'), html: partOf(raw, 'text/html'), head };
}

function partOf(raw: string, type: string): string {
  const [, head = '', body = ''] = new RegExp(`Content-Type: ${type}([^]*?)\\r\\n\\r\\n([^]*?)\\r\\n--`).exec(raw) ?? [];
  if (!/quoted-printable/i.test(head)) return body;
  return body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
