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
  /** Hands a letter over once. The same `id` gives the same Message-ID, so that a letter handed over twice is seen to be one. */
  send(letter: Letter, id: string): Promise<Outcome>;
}

export interface GatewayOptions {
  /** `smtp://user:password@host:port` or `smtps://…`. */
  readonly smtpUrl: string;
  /** Sender of every mail. */
  readonly from: string;
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

export function createGateway({ smtpUrl, from }: GatewayOptions): Gateway {
  const { hostname } = new URL(smtpUrl);
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: !isHere,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...patience,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send(letter, id) {
      assertSafe(letter);
      const { to, subject, text, html } = letter;
      const mail = {
        from: { name: 'Sotto', address: from },
        replyTo: from,
        to: { name: '', address: to },
        envelope: { from, to },
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        subject,
        text,
        html,
      };
      return transport.sendMail(mail).then(() => 'sent' as const, outcomeOf);
    },
  };
}

/** A reply of 5xx to this letter is for good; anything else (no connection, 4xx, wrong password) may be mended. */
function outcomeOf(error: Error & { responseCode?: number; command?: string }): Outcome {
  const isAboutLetter = error.command === 'RCPT TO' || error.command === 'DATA';
  return isAboutLetter && (error.responseCode ?? 0) >= 500 ? 'refused' : 'later';
}

/** Throws `UnsafeLetter` for whatever could end a header line or name a second recipient. */
export function assertSafe({ to, subject }: Letter): void {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(to + subject)) throw new UnsafeLetter('A line break or control character in a header.');
  if (!/^[^\s@"(),:;<>[\]\\]+@[^\s@"(),:;<>[\]\\]+$/.test(to)) throw new UnsafeLetter('Not one plain address.');
  if (subject.length > 200) throw new UnsafeLetter('A subject too long for a header.');
}
