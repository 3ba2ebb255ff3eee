/** The part of the privacy page about taking everything along, putting it to rest and deleting it. */
import type { Section } from '@sotto/features/policy/server';
import { promise } from './sentence.ts';

export const taking: Section = {
  heading: 'Taking it with you',
  sentences: [
    promise(
      'leave-with-everything',
      'B4',
      'Leave whenever you like, with everything: one CSV per group, or all of it as one file.',
      'promises/a-csv-of-each-group.spec.ts: the CSV of each group holds every application in it, field by field, and no other',
    ),
    promise(
      'take-everything',
      'B26',
      'That file holds every record with its history, your documents byte for byte, your settings, sign-ins, access keys, calendar feeds and the log, and something of every table that holds anything of yours. Only secrets and their digests stay out.',
      'features/transfer/server/archive/archive.test.ts: holds something of every table that is someone’s, every kind of record, and no secret',
    ),
    promise(
      'comes-back-equal',
      'B27',
      'What you took comes back in, here or on another Sotto: into an empty account whole, and taken again it is the same, file by file. Sign-in, sessions, keys and the log stay those of the account.',
      'features/transfer/server/archive/archive.test.ts: brought into an empty account and taken again is equal, file by file',
    ),
    promise(
      'goes-on-after-a-break',
      'B4',
      'A download that broke off goes on for an hour where it stopped, with the same bytes, whatever you change meanwhile.',
      'features/transfer/server/archive/archive.test.ts: goes on where a download broke off, with the same bytes whatever was changed meanwhile',
    ),
    promise(
      'copy-forgotten',
      'A3',
      'Until then the copy lies here sealed. After the hour it is forgotten.',
      'features/transfer/server/archive/archive.test.ts: longer than a part is told of on its way, noted when it was taken, and forgotten after an hour with all its parts',
    ),
    promise(
      'reminded-of-copies-if-asked',
      'B36',
      'You are reminded to take a copy only if you ask for it, each month or each quarter.',
      'features/transfer/server/archive/remind.test.ts: comes by mail at the person’s time, once a month, until a copy is taken or it is ended',
    ),
    promise(
      'import-taken-back',
      'B29',
      'For 30 days a whole import can be taken back, with the contacts and answers that came with it.',
      'features/transfer/server/bring.test.ts: brings in who and what was ticked, says the second time that all is the same, and takes all of it back',
    ),
    promise(
      'nobody-comes-in-unticked',
      'B3',
      'From an archive of LinkedIn nobody becomes a contact and no saved answer is kept unless you tick them.',
      'features/transfer/server/bring.test.ts: brings nobody and no answer in unless they were ticked',
    ),
  ],
};

export const rest: Section = {
  heading: 'Putting it to rest',
  sentences: [
    promise(
      'freeze',
      'B4',
      'You can freeze your account: everything is kept for you to read, export and delete, and nothing else is done with it. No reminders, no feeds, no keys.',
      'apps/server/src/frozen.test.ts: is passed by by every job, told nothing but what concerns its safety, and all of it comes back when it is thawed',
    ),
    promise(
      'freeze-yours',
      'B4',
      'Frozen, you still read and export everything, and nobody changes anything until you thaw it.',
      'apps/server/src/frozen.test.ts: is read and exported by its owner, and changed by nobody until it is thawed; frozen once, it is told once',
    ),
  ],
};
