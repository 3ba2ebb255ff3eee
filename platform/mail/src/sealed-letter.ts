/** A letter as it lies in the outbox, or in a file made of the same bytes; and the line that stays of it. */
import type { Database, SottoTables } from '@sotto/database';
import type { Opening, Sealer } from '@sotto/vault';
import type { Letter } from './index.ts';

const placeOf = (id: string) => ({ table: 'outbox', id, revision: 0 });

export function sealLetter(sealer: Sealer, id: string, { to, subject, text, html, unsubscribe, about }: Letter): Uint8Array {
  return sealer.seal(placeOf(id), Buffer.from(JSON.stringify({ to, subject, text, html, unsubscribe, about })));
}

/** Throws `DidNotOpen` for anything but the letter that was sealed under this id. */
export function openLetter(sealer: Sealer, id: string, sealed: Uint8Array, by: Opening): Letter {
  // Safe: only `sealLetter` seals for this place.
  return JSON.parse(Buffer.from(sealer.open(placeOf(id), sealed, by)).toString()) as Letter;
}

const lineOf = (id: string) => ({ table: 'sent_mail', id, revision: 0 });

export function sealSubject(sealer: Sealer, id: string, subject: string): Uint8Array {
  return sealer.seal(lineOf(id), Buffer.from(subject));
}

/** A mail that was written to someone. */
export interface SentMail {
  readonly id: string;
  readonly subject: string;
  /** Epoch ms. */
  readonly writtenAt: number;
  /** Epoch ms; `null`: it still waits. */
  readonly sentAt: number | null;
}

/** Every mail of the last 90 days to the person of `by`, the latest first. `sealer`: of their account. */
export async function readSentMails(
  { build, rows }: Pick<Database<SottoTables>, 'build' | 'rows'>,
  sealer: Sealer,
  by: Opening,
): Promise<SentMail[]> {
  const lines = await rows(
    build
      .selectFrom('sent_mail')
      .select(['id', 'written_at', 'sent_at', 'sealed'])
      .where('user_id', '=', by.userId)
      .orderBy('written_at', 'desc')
      .orderBy('id', 'desc'),
  );
  return lines.map(({ id, written_at, sent_at, sealed }) => ({
    id,
    subject: Buffer.from(sealer.open(lineOf(id), sealed, by)).toString(),
    writtenAt: written_at,
    sentAt: sent_at,
  }));
}
