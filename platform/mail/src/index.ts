/** The one gateway through which mail leaves; sealed in the outbox until it has. */
import type { Database, SottoTables, Statement } from '@sotto/database';
import type { UserId } from '@sotto/domain';
import type { UserSealers } from '@sotto/vault';

export { escaped } from './escaped.ts';
export { type MailFile, readMailFiles } from './files.ts';
export { UnsafeLetter } from './gateway.ts';
export { faultsOfLetter } from './letter-rules.ts';
export { type MailOptions, type RunningMail, createMail } from './mail.ts';
export { type SentMail, readSentMails } from './sealed-letter.ts';

/** A mail before it is sealed. Text only says what its template declares; never a password, a request for one, or a foreign link. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Where one POST ends mails of this sort (RFC 8058), an address of ours; absent: they cannot be ended. */
  readonly unsubscribe?: string;
  /** What is told by it, for whoever keeps what became of it (see `AfterMail`). Sealed like the rest, and never sent. */
  readonly about?: string;
}

/** A letter with an `about` is over: it left, or was given up. */
export interface EndedLetter {
  readonly userId: UserId;
  readonly about: string;
  readonly became: 'sent' | 'given up';
}

/** What is written in the unit that takes a letter out of the outbox, so that neither is without the other. */
export type AfterMail = (build: Database<SottoTables>['build'], letter: EndedLetter) => readonly Statement[];

export interface Mail {
  /**
   * Statements that put a letter into the outbox, to be part of the unit that causes it. Delivery follows by itself, with retries.
   * Throws `UnsafeLetter` when an address or subject could break out of its header.
   */
  queue(userId: UserId, sealers: UserSealers, letter: Letter): readonly Statement[];
  /** Delivers what is due now; the schedule calls it, and whoever has just queued may. Never throws for a server that does not answer. */
  deliver(): Promise<void>;
  /**
   * The last letter of a deleted account: from memory, once, at most 5 seconds, never queued, for nothing of the person may stay.
   * Answers at once and never throws; without SMTP there is no such letter.
   */
  sendOnce(letter: Letter): void;
  /** Removes the person's mails from this machine's folder; rows of the outbox go with the other rows. Absence is no error. */
  eraseFiles(userId: UserId): Promise<void>;
  /** Removes files that nobody looked at for a week, and those whose keys are gone. For the schedule and the start. */
  purgeFiles(): Promise<void>;
}
