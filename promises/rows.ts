/**
 * The list of promises this began with, every row of it: the privacy policy (A1 to A30) and the privacy and security page (B1 to
 * B38) of a service whose words we took as a measure.
 *
 * A row is proved by the published sentences that name it as their source, and by the tests named here. What no machine can test
 * says so, and why. index.spec.ts fails on a row that is left out, that names a test that is not there, or that has neither.
 */

export interface Row {
  readonly id: string;
  /** What was promised there, in short. */
  readonly promise: string;
  /** Tests beside those of the sentences: `file: name of the test`. */
  readonly tests?: readonly string[];
  /** What of it no machine can test, and why. */
  readonly beyondTests?: string;
}

const checklist = 'promises/checklist.spec.ts: each of the eighty lines names tests that are there and run, or says why not';
const inventory = 'platform/database/src/store.test.ts: the inventory names every table and column, and no other';
const twoFactor = 'features/account/server/second-factor';

export const rows: readonly Row[] = [
  { id: 'A1', promise: 'a dated policy' },
  {
    id: 'A2',
    promise: 'it says what is collected, what for, and how it is protected',
    tests: [inventory, 'promises/index.spec.ts: every promise names a test that is there and is not skipped'],
  },
  {
    id: 'A3',
    promise: 'a list of what is collected',
    tests: [
      'apps/server/src/hostile-input.test.ts: a field that nobody declared is refused by name on every route that takes a body',
    ],
  },
  {
    id: 'A4',
    promise: 'used for the service alone',
    tests: [
      'platform/vault/src/envelope.test.ts: a sealer opens at its place only, by an opening that was made for this person and purpose',
    ],
    beyondTests:
      'That a word of somebody’s is read for nothing else once it is open: a test sees which right is used, not the intention.',
  },
  { id: 'A5', promise: 'the address ties the account, is shown to nobody and used for nothing else' },
  {
    id: 'A6',
    promise: 'cookies only keep someone signed in',
    tests: ['promises/one-cookie.spec.ts: no route and no page sets any other cookie'],
  },
  { id: 'A7', promise: 'no tracking cookies' },
  { id: 'A8', promise: 'no analytics' },
  { id: 'A9', promise: 'robust security measures' },
  {
    id: 'A10',
    promise: 'industry-standard authentication',
    tests: [`${twoFactor}/totp.test.ts: the code of RFC 6238 at second %i is %s`],
  },
  { id: 'A11', promise: 'no sharing without explicit permission' },
  {
    id: 'A12',
    promise: 'data stays private and secure',
    tests: [
      'platform/vault/src/envelope.test.ts: a value moved to another user, table, row, revision or key does not open: 0 of 5,000',
      'promises/only-you-see-what-is-yours.spec.ts: nobody else reaches, changes or even notices what is yours, on any route, with any cookie or key',
    ],
  },
  {
    id: 'A13',
    promise: 'legal demands: own jurisdiction, binding, non-negotiable, and only what is bound',
    tests: ['platform/vault/src/cases.test.ts: that someone approved by writing into the table does not open'],
    beyondTests: 'Whether a demand is lawful and really binds: that is for people who know the law.',
  },
  { id: 'A14', promise: 'the plugin needs an access key' },
  {
    id: 'A15',
    promise: 'what the plugin sends: what is shown, after a click',
    tests: [
      'promises/nothing-without-a-click.spec.ts: a visit without a click sends nothing, changes nothing in the page, and writes nothing down',
      'apps/extension/src/extension.browser.test.ts: exactly what is shown is sent: the keys of the request are those of the fields',
    ],
  },
  {
    id: 'A16',
    promise: 'deleting wipes everything from the database, for good',
    tests: [
      'promises/in-every-state.spec.ts: nothing of any of them is left in a store, not even in pages and files that were not yet written over',
    ],
  },
  {
    id: 'A17',
    promise: 'account, applications and all entered data are destroyed',
    tests: ['platform/vault/src/vault.test.ts: leaves no row anywhere when the account is erased, and nobody else loses one'],
  },
  {
    id: 'A18',
    promise: 'Menu, Settings, Delete Account',
    tests: ['promises/delete-account.spec.ts: with the keyboard alone: from Menu to the last page'],
  },
  {
    id: 'A19',
    promise: 'a CSV of each group before deleting',
    tests: [
      'promises/delete-account.spec.ts: with the mouse: the CSV of each group is offered first, the key goes within a second, the rows within a minute, and nothing is left',
    ],
  },
  { id: 'A20', promise: 'backups may hold data after deletion (here: only what no key opens)' },
  { id: 'A21', promise: 'after a rollback, deleted accounts are deleted again' },
  {
    id: 'A22',
    promise: 'that may not always be possible (here: two proofs, or nobody is touched)',
    tests: ['platform/vault/src/reconcile.test.ts: the rule asks for two proofs before anything is purged'],
    beyondTests:
      'Where ledger, its mirrors and the keyring are all put back to before a deletion together with the database, no proof of it is left: whoever runs a server keeps them apart, and no program can see that they do.',
  },
  {
    id: 'A23',
    promise: 'a breach is told to everyone it concerns, by e-mail',
    tests: [
      'features/notices/server/kills.test.ts: a breach and changed texts reach everyone concerned once, and nobody else, from processes that are killed while they send (%s)',
    ],
    beyondTests: 'That a breach is noticed at all: the tests begin when someone says that there was one.',
  },
  {
    id: 'A24',
    promise: 'notices come from our domain alone',
    tests: [
      'platform/mail/src/mail.test.ts: a letter goes out once, from us, to one person, and leaves the outbox',
      'platform/mail/src/mail.test.ts: a subject or address that breaks out of its header is never queued',
    ],
    beyondTests: 'SPF, DKIM and DMARC: they stand in the domain of whoever runs a server, not in its program.',
  },
  { id: 'A25', promise: 'no notice asks for passwords, personal data or money' },
  {
    id: 'A26',
    promise: 'governed by the laws of Raleigh, North Carolina',
    beyondTests:
      'Which law governs is decided by courts. Tested are that the clause is published, and that a breach is not closed without the duties of N.C. 75-65.',
  },
  { id: 'A27', promise: 'the policy may change' },
  { id: 'A28', promise: 'changes are posted' },
  {
    id: 'A29',
    promise: 'a contact address',
    tests: [
      'features/policy/server/policy.test.ts: %s names the contact address',
      'features/policy/server/policy.test.ts: where no contact address is named, a sentence says so, and nothing leads to a mailbox that nobody reads',
    ],
    beyondTests: 'That somebody reads the mailbox.',
  },
  { id: 'A30', promise: 'the terms say more on protection' },

  {
    id: 'B1',
    promise: 'privacy is a founding principle',
    tests: ['promises/index.spec.ts: every promise names a test that is there and is not skipped'],
    beyondTests: 'A principle cannot be tested; each sentence that follows from it is.',
  },
  { id: 'B2', promise: 'data is never sold' },
  {
    id: 'B3',
    promise: 'only the necessary is collected',
    tests: [
      'apps/server/src/hostile-input.test.ts: a field that nobody declared is refused by name on every route that takes a body',
      'features/privacy/server/privacy.test.ts: says of each thing what it is for and when it goes',
    ],
    beyondTests:
      'Missing: a column that is used by nothing any more is not flagged. Which there are, and what for, is declared and compared; whether each is still needed is looked at by people.',
  },
  { id: 'B4', promise: 'it is yours: export or delete at any time' },
  { id: 'B5', promise: 'industry-standard practices', tests: [checklist] },
  {
    id: 'B6',
    promise: 'all transport by TLS 1.3',
    tests: ['platform/http/src/listen.test.ts: an answer over TLS keeps browsers to it for two years'],
    beyondTests: 'What a proxy speaks that somebody puts in front.',
  },
  {
    id: 'B7',
    promise: 'stored data is encrypted with AES-256',
    tests: [
      'platform/database/src/store.test.ts: every column named sealed is declared so and checked, and keys begin with the person',
    ],
  },
  {
    id: 'B8',
    promise: 'a stolen database is unreadable',
    tests: [
      'promises/nothing-readable-is-stored.spec.ts: the search finds every word in every place and form when it does lie there unsealed',
    ],
  },
  {
    id: 'B9',
    promise: 'backups are encrypted, access is limited',
    tests: ['platform/backup/src/backups.test.ts: a backup of another installation is refused'],
  },
  {
    id: 'B10',
    promise: 'enterprise-grade sign-in by another company (here: our own, and it says so)',
    tests: ['promises/nobody-else-is-asked.spec.ts: the server itself connects to nobody'],
  },
  {
    id: 'B11',
    promise: 'salted, slow password hashes',
    tests: ['features/account/server/passwords/passwords.test.ts: nothing of a long password is cut off'],
  },
  {
    id: 'B12',
    promise: 'never a password in plain text',
    tests: [
      'promises/no-secret-is-stored.spec.ts: no token, code, key, link, address or name of anyone who signs in is readable in a store, a log, a mail or a temporary file; letters go %s',
      'promises/no-secret-is-stored.spec.ts: no route takes a secret in its address, where logs and histories keep it',
    ],
    beyondTests: 'The memory of a process, while it hashes: nothing there can be proved absent.',
  },
  { id: 'B13', promise: 'two-factor authentication' },
  {
    id: 'B14',
    promise: 'works with Google Authenticator and Authy',
    tests: [
      `${twoFactor}/totp.test.ts: the code of RFC 6238 at second %i is %s`,
      `${twoFactor}/totp.test.ts: a code counts one step early and one step late, and not beyond`,
    ],
  },
  {
    id: 'B15',
    promise: 'Google sign-in by OAuth 2.0, its password never seen',
    tests: ['features/account/server/issuers/issuers-forged.test.ts: is not believed with %s'],
  },
  { id: 'B16', promise: 'sessions expire after inactivity' },
  { id: 'B17', promise: 'sessions are seen and revoked' },
  {
    id: 'B18',
    promise: 'certified hosting, DDoS protection, automatic certificates',
    tests: ['features/policy/server/policy.test.ts: %s holds no script, no style, no foreign address and no empty word'],
    beyondTests:
      'Certificates of a host and protection of its network: Sotto runs where somebody puts it, claims neither, and a test keeps the words off its pages. Missing: the pages list no processors, and no list is made from the configuration. By default there are none; whoever sends mail or signs people in through another company has to say so themselves. Sotto also obtains no TLS certificates: it is given them, or a proxy has them.',
  },
  {
    id: 'B19',
    promise: 'the database is encrypted, backups are automatic',
    tests: ['platform/backup/src/backups.test.ts: is restored into a scratch place and compared, and leaves nothing there'],
  },
  { id: 'B20', promise: 'protection from common attacks', tests: [checklist] },
  {
    id: 'B21',
    promise: 'nobody views, analyses or shares it',
    tests: [
      'apps/server/src/commands/grants.test.ts: without one no route and no command opens anything: all of them are tried, and 0 of what was typed is found',
      'apps/server/src/commands/legal.test.ts: without an approved case no command opens anything a demand may name, or shows a word of it',
    ],
  },
  { id: 'B22', promise: 'support sees data only on request and by grant' },
  { id: 'B23', promise: 'legal access only if compelled, with notice if allowed' },
  {
    id: 'B24',
    promise: 'maintenance sees aggregated, anonymous data',
    tests: [
      'apps/server/src/commands/stats.test.ts: and every job that declares no purpose runs with a vault that opens nothing; those that do are held to it',
    ],
  },
  {
    id: 'B25',
    promise: 'supports the GDPR and the like',
    beyondTests:
      'Whether somebody follows a law is not a property of a program; what it does for each article is tested row by row. Missing: articles 17 and 19, nobody is notified of an erasure, because nobody receives data and there is no list of recipients, apart from disclosures by law, whose authorities are not told of a later deletion. Article 30: no record of processing is made from the configuration; the privacy page and What we hold say what is kept and what for. Article 32: the guide asks for a drill of putting a backup back each quarter, but the software neither dates it nor calls for it; what it does is restore each backup into a scratch place when it is made, and compare it.',
  },
  { id: 'B26', promise: 'see all data, export it at any time' },
  {
    id: 'B27',
    promise: 'portable CSV',
    tests: ['features/transfer/server/csv/own-columns.test.ts: read back says exactly what was written, whatever stands in it'],
  },
  {
    id: 'B28',
    promise: 'every datum can be edited',
    tests: [
      'features/privacy/server/correct.test.ts: every field of every kind a person enters is changed through the API, and the change shows in read, search and export',
    ],
  },
  { id: 'B29', promise: 'delete records, all data, the account' },
  { id: 'B30', promise: 'delete applications, contacts, interviews and the rest' },
  { id: 'B31', promise: 'delete all data, the account stays' },
  {
    id: 'B32',
    promise: 'account deletion is permanent, everything gone within 30 days',
    beyondTests:
      'A server that stands still destroys no keys of backups: those that expired meanwhile go in the night after it runs again. What somebody copied together with all the keys before the deletion, no program reaches.',
  },
  {
    id: 'B33',
    promise: 'two-factor is added in settings',
    tests: [`${twoFactor}/two-factor.test.ts: asks for fresh proof at each step`],
  },
  {
    id: 'B34',
    promise: 'passwords of twelve characters and more',
    tests: ['features/account/server/passwords/strength.test.ts: the common password %j is too easy'],
  },
  {
    id: 'B35',
    promise: 'review where you are signed in',
    beyondTests:
      'Missing: no reminder to look through them can be asked for. Each new sign-in is told by mail, unless it was turned off.',
  },
  { id: 'B36', promise: 'keep your own backups' },
  {
    id: 'B37',
    promise: 'report weaknesses',
    beyondTests:
      'Missing: there is no form. A report is a mail to the contact address; a form that everybody can fill in without an account would be one more thing to misuse.',
  },
  {
    id: 'B38',
    promise: 'serious handling, an answer within 24 hours',
    beyondTests:
      'That people do answer: tested is that they are called to. Missing: no receipt goes out by itself, and no ticket begins by itself, because Sotto receives no mail: whoever runs the server enters the report with `report open`, and the hours count from when it came.',
  },
];
