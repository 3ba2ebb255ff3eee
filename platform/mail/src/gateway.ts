/**
 * Where mail leaves: sender, reply address and message id are fixed here, whatever the letter says.
 *
 * Promises: nothing typed by anyone reaches a header but one recipient and one subject, and neither can hold a line break;
 * beyond this machine only over TLS with a certificate that is checked.
 */
import { createTransport } from 'nodemailer';
import type { Letter } from './index.ts';

/** An address or subject that could break out of its header. `message` never repeats it. */
export class UnsafeLetter extends Error {
  override readonly name = 'UnsafeLetter';
}

/** What became of one attempt. `refused`: for good, another attempt would be refused alike. */
export type Outcome = 'sent' | 'refused' | 'later';

export interface Gateway {
  /** For one letter or several, one after the other. Nothing is asked of the mail server before the first. */
  connect(): Connection;
}

/** To greet, encrypt and sign in for every letter takes longer than the letter: those of one round go over one connection. */
export interface Connection extends Disposable {
  /** Hands a letter over once. The same `id` gives the same Message-ID, so that a letter handed over twice is seen to be one. */
  send(letter: Letter, id: string): Promise<Outcome>;
}

export interface GatewayOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly smtpUrl: string;
  /** Sender of every mail. */
  readonly from: string;
}

/**
 * A letter that does not get through is tried again by the outbox, a minute later and by whichever process then has it. Here only one of
 * which not a byte left, once, over a new connection: many servers close theirs after so many letters.
 */
const oneByOne = { pool: true, maxConnections: 1, maxRequeues: 1 } as const;
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

export function createGateway({ smtpUrl, from }: GatewayOptions): Gateway {
  const { hostname } = new URL(smtpUrl);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  const options = {
    url: smtpUrl,
    requireTLS: !isHere,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...patience,
    ...oneByOne,
  };
  return {
    connect() {
      const transport = createTransport(options);
      return {
        async send(letter, id) {
          assertSafe(letter);
          return transport.sendMail(mailOf(letter, { from, id })).then(() => 'sent' as const, outcomeOf);
        },
        [Symbol.dispose]: () => transport.close(),
      };
    },
  };
}

function mailOf({ to, subject, text, html, unsubscribe }: Letter, { from, id }: { from: string; id: string }) {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    from: { name: 'Sotto', address: from },
    replyTo: from,
    // The envelope follows from these. One given here would take what the server answered along to the second connection.
    to: { name: '', address: to },
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', ...(unsubscribe !== undefined && oneClick(unsubscribe)) },
    subject,
    text,
    html,
  };
}

/** What lets a mail program end mails of this sort. Source: RFC 8058, section 3.1. */
function oneClick(address: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** A reply of 5xx to this letter is for good; anything else (no connection, 4xx, wrong password) may be mended. */
function outcomeOf(error: Error & { responseCode?: number; command?: string }): Outcome {
  const isAboutLetter = error.command === 'RCPT TO' || error.command === 'DATA';
  return isAboutLetter && (error.responseCode ?? 0) >= 500 ? 'refused' : 'later';
}

/** Throws `UnsafeLetter` for whatever could end a header line or name a second recipient. */
export function assertSafe({ to, subject, unsubscribe = '' }: Letter): void {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(to + subject)) throw new UnsafeLetter('A line break or control character in a header.');
  if (!/^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\]+$/.test(to)) throw new UnsafeLetter('Not one plain address.');
  if (!/^[\w./:~-]*$/.test(unsubscribe)) throw new UnsafeLetter('Not one plain link.');
  if (subject.length > 200) throw new UnsafeLetter('A subject too long for a header.');
}
