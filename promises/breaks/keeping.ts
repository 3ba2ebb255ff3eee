/** Faults in how things are sealed, kept, deleted and put back. */
import { type Break, breakOf } from './break.ts';

const envelope = 'platform/vault/src/envelope.ts';
const erasure = 'platform/vault/src/erasure.ts';
const ledger = 'features/reminders/server/ledger.ts';

export const keepingBreaks: readonly Break[] = [
  {
    id: 'sealing-off',
    fault: 'What is sealed lies in clear within its envelope',
    edits: [
      {
        file: envelope,
        find: 'sealed.set(cipher.update(plaintext), headBytes);',
        replace: 'cipher.update(plaintext);\n  sealed.set(plaintext, headBytes);',
      },
      {
        file: envelope,
        find: 'sealed.set(cipher.update(filling), headBytes + plaintext.length);',
        replace: 'cipher.update(filling);\n  sealed.set(filling, headBytes + plaintext.length);',
      },
      {
        file: envelope,
        find: 'const padded = decipher.update(sealed.subarray(headBytes, headBytes + bodyBytes));',
        replace:
          'const padded = Buffer.from(sealed.subarray(headBytes, headBytes + bodyBytes));\n  if (padded.length > 0) return unpad(padded);',
      },
    ],
    proofs: [
      'promises/nothing-readable-is-stored.spec.ts: no word that was typed into any field of any route is readable in a store, a log, a mail or a temporary file',
    ],
  },
  breakOf(
    'keys-outlive-the-account',
    'Deleting an account leaves its keys',
    { file: erasure, find: '  await destroyAccount(core, userId);\n', replace: '' },
    'promises/deleted-is-deleted-in-copies-too.spec.ts: what lies in older copies opens with no key that is left, and did open with theirs',
    'promises/delete-account.spec.ts: with the mouse: the CSV of each group is offered first, the key goes within a second, the rows within a minute, and nothing is left',
  ),
  breakOf(
    'rows-outlive-the-account',
    'Deleting an account leaves most of its rows',
    {
      file: erasure,
      find: '  onKeyGone();\n  await core.database.write(deletions(core, ownedTables, userId));',
      replace: '  onKeyGone();',
    },
    'promises/in-every-state.spec.ts: an account %s is made, used and deleted, and no row of it is left',
  ),
  breakOf(
    'old-data-key-stays',
    'Deleting all data leaves the key that opened it',
    { file: erasure, find: '  await unlessDoneElsewhere(afterLedger, destroyDataKey(core, leaving));\n', replace: '' },
    'promises/all-data-goes-the-account-stays.spec.ts: the account stays and everything entered goes, in an older copy too, and nobody else’s',
  ),
  breakOf(
    'restore-brings-them-back',
    'Whoever the ledger names as deleted is taken for alive after a restore',
    { file: 'platform/vault/src/reconcile.ts', find: "'entry and no key': 'purge',", replace: "'entry and no key': 'normal'," },
    'promises/deleted-is-deleted-in-copies-too.spec.ts: an older copy of the database loses the deleted people again before it answers anyone, and nobody else',
  ),
  breakOf(
    'backups-for-ever',
    'Backups are kept for three hundred days',
    {
      file: 'platform/backup/src/retention.ts',
      find: 'const retentionMs = 30 * dayMs;',
      replace: 'const retentionMs = 300 * dayMs;',
    },
    'platform/backup/src/backups.test.ts: an expired backup goes with its file and its key: a copy of it that someone kept opens no more',
  ),
  breakOf(
    'backups-in-clear',
    'What a backup holds stands beside its sealed pieces',
    {
      file: 'platform/backup/src/archive.ts',
      find: 'yield Buffer.concat([length, sealed]);',
      replace: 'yield Buffer.concat([length, sealed, piece]);',
    },
    'platform/backup/src/backups.test.ts: nothing in the file of a backup can be read without the keys, and all of it with them',
  ),
  breakOf(
    'csv-leaves-one-out',
    'The CSV of a group leaves its first application out',
    {
      file: 'features/transfer/server/export-csv.ts',
      find: '({ content }) => content.groupId === groupId);',
      replace: '({ content }) => content.groupId === groupId).slice(1);',
    },
    'promises/a-csv-of-each-group.spec.ts: the CSV of each group holds every application in it, field by field, and no other',
  ),
  breakOf(
    'deleting-keeps',
    'Deleting an application answers well and deletes nothing',
    {
      file: 'features/applications/server/record-routes.ts',
      find: '        draft.remove(ApplicationKind, id, revision);\n',
      replace: '',
    },
    'features/applications/server/applications.test.ts: takes everything, and undoing brings everything back as it was',
  ),
  breakOf(
    'held-uncounted',
    'Records are counted as none',
    {
      file: 'features/privacy/server/held.ts',
      find: 'count: counted.find(({ kind }) => kind === number)?.count ?? 0,',
      replace: 'count: counted.length * 0 * number,',
    },
    'promises/all-that-is-held-is-counted.spec.ts: what someone types is counted under its kind, and nobody else’s with it',
  ),
  breakOf(
    'held-forgotten',
    'What we hold leaves sessions out',
    {
      file: 'features/privacy/server/held.ts',
      find: "ownedTables.filter((name) => name !== 'record')",
      replace: "ownedTables.filter((name) => name !== 'record' && name !== 'session')",
    },
    'features/privacy/server/privacy.test.ts: forgets no table that holds something of a person',
  ),
  breakOf(
    'profile-read-unnoted',
    'A key reads the profile and no line of the log says so',
    {
      file: 'features/profile/server/routes.ts',
      find: "if (caller.kind === 'key' && stored) await noteReading(platform, by, null);",
      replace: '',
    },
    'features/profile/server/profile.test.ts: by a key that may, from any origin, and the log says so',
  ),
  breakOf(
    'feed-secret-in-clear',
    'The secret of a calendar feed is kept as it is',
    {
      file: 'features/feed/server/feeds.ts',
      find: 'token_hash: hashToken(secret),',
      replace: "token_hash: Buffer.from(secret, 'ascii'),",
    },
    'features/feed/server/feed.test.ts: is shown once, answers without a cookie, and is kept as a digest only',
  ),
  breakOf(
    'initials-in-full',
    'A calendar feed that tells initials names the company',
    {
      file: 'features/feed/server/events.ts',
      find: '`${what}, ${initialsOf(application.company.name)}`',
      replace: '`${what}, ${application.company.name}`',
    },
    'features/feed/server/feed.test.ts: tells initials, or only that there is something, and then nothing more in any line',
  ),
  breakOf(
    'feed-of-the-disabled',
    'The calendar feed of a disabled account goes on answering',
    { file: 'features/feed/server/feeds.ts', find: "\n      .where('workspace.disabled_at', 'is', null)", replace: '' },
    'features/feed/server/feed.test.ts: that is wrong, mistyped, revoked, ended or of someone disabled or deleted answers alike, and the right one does not',
  ),
  breakOf(
    'mail-tells-the-company',
    'A reminder that was to tell initials names the company',
    {
      file: 'features/reminders/server/words.ts',
      find: '` at ${initialsOf(about.company)}`',
      replace: '` at ${about.company}`',
    },
    'features/reminders/server/reminders.test.ts: at %s say no more than that',
  ),
  breakOf(
    'reminded-twice',
    'Each reminder is mailed twice',
    {
      file: 'features/reminders/server/engine.ts',
      find: '...mail.queue(look.userId, letter.sealers, letter.letter),',
      replace:
        '...mail.queue(look.userId, letter.sealers, letter.letter),\n        ...mail.queue(look.userId, letter.sealers, letter.letter),',
    },
    'features/reminders/server/reminders.test.ts: come by mail only to whoever asked, a day and an hour before an interview, once each',
  ),
  {
    id: 'reminds-the-disabled',
    fault: 'Reminders go to accounts that are disabled',
    edits: [
      { file: ledger, find: 'return row && haltOf(row) === null;', replace: 'return row && haltOf !== null;' },
      {
        file: ledger,
        find: "\n    .where('disabled_at', 'is', null)\n    .where('frozen_at', 'is', null);",
        replace: ';',
      },
      { file: ledger, find: '.set({ disabled_at: null })', replace: '.set((row) => ({ revision: row.ref(`revision`) }))' },
    ],
    proofs: ['features/reminders/server/reminders.test.ts: do not go to accounts that are disabled or gone'],
  },
  breakOf(
    'link-ends-nothing',
    'The link that ends reminders changes nothing',
    {
      file: 'features/reminders/server/consent.ts',
      find: "\n    .where('token_hash', '=', token.hash)",
      replace: "\n    .where('token_hash', '=', new Uint8Array(32))",
    },
    'features/reminders/server/reminders.test.ts: end by one click in a mail program, or the page, without signing in; the secret does nothing else',
  ),
];
