/** The privacy page: what is kept, what for, who can read it, and how it goes. Each sentence with its proof. */
import type { PublishedText } from '@sotto/features/policy/server';
import { breach, help, law } from './hands.ts';
import { fact, promise } from './sentence.ts';
import { rest, taking } from './taking.ts';

export const privacy: PublishedText = {
  name: 'privacy',
  title: 'Privacy',
  lead: 'What is kept, what for, who can read it, and how it goes. Short, because little is kept that you did not put there yourself.',
  version: '9',
  date: '2026-11-22',
  sections: [
    {
      heading: 'What is kept',
      sentences: [
        promise(
          'your-address',
          'A5',
          'Your e-mail address. It tells your account from others and receives the few letters about your account, and reminders if you ask for them. It is shown to nobody else who has an account here, and used for nothing else. One that you left is kept for seven days, so that the change can be taken back.',
          'promises/only-you-see-what-is-yours.spec.ts: nobody else reaches, changes or even notices what is yours, on any route, with any cookie or key',
        ),
        promise(
          'what-you-enter',
          'A3',
          'What you type, paste, upload or import: groups, applications, companies, postings, notes, settings, and a profile with a resume if you keep one.',
          'promises/all-that-is-held-is-counted.spec.ts: what someone types is counted under its kind, and nobody else’s with it',
        ),
        promise(
          'how-you-sign-in',
          'A3',
          'What you sign in with, as far as you set it up: the hash of your password, the public half of your passkeys and their names, the key of your authenticator app, digests of recovery codes and access keys, and who you are at a service you sign in through. All of it sealed, or a digest.',
          'promises/no-secret-is-stored.spec.ts: no token, code, key, link, address or name of anyone who signs in is readable in a store, a log, a mail or a temporary file; letters go %s',
        ),
        promise(
          'calendar-feeds-held',
          'A3',
          'Calendar feeds, if you make any: the name and how much each tells, sealed, a digest of its address, and when it was last fetched.',
          'features/feed/server/feed.test.ts: is shown once, answers without a cookie, and is kept as a digest only',
        ),
        promise(
          'reminders-held',
          'A3',
          'If you ask for reminders by mail: that you did, what is due when, to a quarter of an hour, the sealed secret of the link that ends them, and for 90 days which were sent.',
          'features/reminders/server/reminders.test.ts: do not go to accounts that are disabled or gone',
        ),
        promise(
          'your-sign-ins',
          'A3',
          'Where you are signed in: the kind of browser and system, when it began, when it was last used. No place, no network address.',
          'features/account/server/account.test.ts: is listed with its device, and ended one by one or all but this one, at once',
        ),
        promise(
          'your-log',
          'A3',
          'A log of what was done in your account, such as sign-ins, exports and deletions, for you to read.',
          'features/account/server/account.test.ts: what was done is in the activity log, in order and without gaps',
        ),
        promise(
          'log-is-a-chain',
          'A3',
          'Its entries are chained: what someone changed, cut off or put in from outside is seen when you look.',
          'features/privacy/server/activity/activity.test.ts: tells what was changed in the database, in each of its ways, and what was not',
        ),
        promise(
          'a-restored-log-says-so',
          'A21',
          'When a server is put back to an earlier backup, the log says which entries went with it, and goes on behind the gap.',
          'features/privacy/server/activity/activity.test.ts: of a database that was put back says which entries are gone, and cries no forgery',
        ),
        promise(
          'a-stranger-can-check-the-log',
          'B26',
          'You can take it along with its hashes, and anybody can check it without Sotto, by a recipe that is published with the source.',
          'features/privacy/server/activity/recipe.test.ts: a stranger who follows the recipe finds a download whole, and each change of it',
        ),
        promise(
          'mails-leave-a-line',
          'A3',
          'Of each mail that is sent to you the subject and the time, sealed, for 90 days, for you to see.',
          'features/privacy/server/privacy.test.ts: lists the mails that were sent, to their owner alone, for 90 days',
        ),
        promise(
          'notices-held',
          'A3',
          'What you were told by whoever runs this server: changed texts, a breach, a demand by law. Sealed, and gone with the account.',
          'features/notices/server/notices.test.ts: a notice is sealed, under another id for everybody, and goes with the account',
        ),
        promise(
          'help-held',
          'A3',
          'If you ask for help: what you wrote, what may be read until when, each read and the answer. It goes after a year.',
          'features/support/server/support.test.ts: goes a year later, with what was said',
        ),
        promise(
          'counted-attempts',
          'A3',
          'To slow down whoever guesses passwords, attempts are counted under a digest that changes every day. It goes about a day after the last attempt.',
          'features/account/server/account.test.ts: hold no address: the rows are digests, another one each day',
        ),
        promise(
          'answered-questions',
          'A3',
          'That a question asked at signing in was answered is noted for about a day under a digest, so that no answer counts twice.',
          'features/account/server/passkeys/passkeys.test.ts: an answer counts for five minutes, and marks of answered questions go after a day',
        ),
        promise(
          'all-that-is-held-is-named',
          'A2',
          'All of it stands under Settings, Privacy, column by column: what it is for, how long it stays, and what of it only your key opens. The list is the one the database itself is checked against.',
          'features/privacy/server/held.test.ts: is named column by column, and a planted table stands there without an edit',
        ),
        promise(
          'nothing-else',
          'A3',
          'Nothing else. Settings, Privacy counts all of it whenever you look.',
          'features/privacy/server/privacy.test.ts: forgets no table that holds something of a person',
        ),
      ],
    },
    {
      heading: 'What it is for',
      sentences: [
        promise(
          'for-the-service',
          'A4',
          'To run Sotto for you, and for nothing else.',
          'promises/nobody-else-is-asked.spec.ts: the server itself connects to nobody',
        ),
        promise(
          'never-sold',
          'B2',
          'Nothing is sold, lent or handed to anyone.',
          'promises/nobody-else-is-asked.spec.ts: the server itself connects to nobody',
        ),
        promise(
          'profile-for-forms',
          'B2',
          'Your profile and your resume are read by a program only with an access key that you allowed to, and each time a line in your activity log says so.',
          'features/profile/server/profile.test.ts: by a key that may, from any origin, and the log says so',
        ),
        promise(
          'counting-opens-nothing',
          'B24',
          'Whoever keeps this server running sees numbers, not people: counting runs without any right to open, and a number that fewer than ten people stand behind is not told.',
          'apps/server/src/commands/stats.test.ts: counts without opening anything, tells no number that fewer than ten people stand behind, and nobody’s id or word',
        ),
        promise(
          'no-analytics',
          'A8',
          'No analytics, no beacons, no measuring of people. To know how you find it, we would ask.',
          'promises/nobody-else-is-asked.spec.ts: no view asks anyone else for anything or breaks the content security policy, and axe finds no barrier',
        ),
        promise(
          'no-third-party',
          'A8',
          'No page asks another host for anything: no fonts, pictures or scripts from elsewhere.',
          'promises/nobody-else-is-asked.spec.ts: no view asks anyone else for anything or breaks the content security policy, and axe finds no barrier',
        ),
      ],
    },
    {
      heading: 'The extension',
      sentences: [
        promise(
          'nothing-without-a-click',
          'A3',
          'The browser extension does nothing before you click it: it runs in no page, asks nobody and notes nothing, wherever you go.',
          'promises/nothing-without-a-click.spec.ts: a visit without a click sends nothing, changes nothing in the page, and writes nothing down',
        ),
        promise(
          'a-click-asks-one-server',
          'A3',
          'A click reads the page you are on and asks this server alone whether you have its title, company or link already. Nothing is saved by that.',
          'promises/nothing-without-a-click.spec.ts: a click asks one server, about that page alone, and saves nothing by itself',
        ),
        promise(
          'sent-as-shown',
          'A3',
          'When you press Save it sends what it shows you, and nothing beside that.',
          'apps/extension/src/extension.browser.test.ts: exactly what is shown is sent: the keys of the request are those of the fields',
        ),
      ],
    },
    {
      heading: 'Cookies',
      sentences: [
        promise(
          'one-cookie',
          'A6',
          'No cookie before you sign in, and exactly one from then on. It keeps you signed in, or holds the question for your second factor, and does nothing else.',
          'promises/one-cookie.spec.ts: no cookie before signing in, exactly one after, none after signing out',
        ),
        promise(
          'no-tracking',
          'A7',
          'Nothing that could recognise you is stored in your browser by other means.',
          'promises/one-cookie.spec.ts: before signing in two browsers hold and are told the same: nothing tells one person from another',
        ),
        fact(
          'kept-by-your-browser',
          'Your browser itself keeps whether you chose light or dark. Until you close the tab it also keeps what you typed and have not saved yet, and, while you sign in through another service, a mark by which it knows you when you come back.',
        ),
      ],
    },
    {
      heading: 'How it is kept',
      sentences: [
        promise(
          'sealed-for-you',
          'B7',
          'What you keep is sealed with AES-256 under a key that is used for nobody else, before it reaches the database.',
          'promises/nothing-readable-is-stored.spec.ts: no word that was typed into any field of any route is readable in a store, a log, a mail or a temporary file',
        ),
        promise(
          'stolen-copy',
          'B8',
          'Whoever takes the database alone reads none of it: the keys lie in another place.',
          'promises/deleted-is-deleted-in-copies-too.spec.ts: what lies in older copies opens with no key that is left, and did open with theirs',
        ),
        promise(
          'hashed-password',
          'B11',
          'Your password is kept only as a salted, slow hash (Argon2id). It is never written down anywhere, in no log either.',
          'features/account/server/passwords/passwords.test.ts: a stored password is Argon2id with at least the parameters OWASP asks for',
        ),
        promise(
          'no-operator-view',
          'B21',
          'No page shows whoever runs this server what you keep.',
          'promises/only-you-see-what-is-yours.spec.ts: routes that take no id show a stranger nothing of yours',
        ),
        promise(
          'operator-sees-ids',
          'B21',
          'In their list of accounts they see random numbers, dates and a state, such as unconfirmed or disabled, and nothing else of anyone.',
          'apps/server/src/commands/users.test.ts: accounts are listed by opaque ids and dates alone, page by page',
        ),
        promise(
          'operator-deeds',
          'B21',
          'They can disable an account, sign it out and delete it. None of this lets them read anything.',
          'apps/server/src/commands/users.test.ts: an account is disabled, enabled, signed out and deleted, and the running Sotto sees it at the next request',
        ),
        promise(
          'while-disabled',
          'B4',
          'Whoever is disabled still gets in to see, take and delete what is theirs.',
          'apps/server/src/disabled.test.ts: lets its owner in, to see and take everything, and changes nothing',
        ),
      ],
    },
    taking,
    rest,
    {
      heading: 'Deleting it',
      sentences: [
        promise(
          'delete-records',
          'B30',
          'You can change and delete whatever you entered.',
          'features/applications/server/applications.test.ts: takes everything, and undoing brings everything back as it was',
        ),
        promise(
          'delete-data',
          'B31',
          'You can delete all data and keep the account: its key is destroyed, and a new one begins.',
          'promises/all-data-goes-the-account-stays.spec.ts: the account stays and everything entered goes, in an older copy too, and nobody else’s',
        ),
        promise(
          'delete-account',
          'A18',
          'Under Menu, Settings, Delete Account, the account goes with everything in it: keys within a second, rows within a minute. Nobody can bring it back.',
          'promises/delete-account.spec.ts: with the mouse: the CSV of each group is offered first, the key goes within a second, the rows within a minute, and nothing is left',
        ),
        promise(
          'delete-in-every-state',
          'B4',
          'An account can be deleted in every state: not confirmed, half set up, with nothing but a passkey or another service to sign in with, disabled, frozen.',
          'promises/in-every-state.spec.ts: an account %s is made, used and deleted, and no row of it is left',
        ),
        promise(
          'stays-deleted',
          'A21',
          'Should an older copy of the database be put back, deleted accounts are taken out of it again before the server answers anyone.',
          'promises/deleted-is-deleted-in-copies-too.spec.ts: an older copy of the database loses the deleted people again before it answers anyone, and nobody else',
        ),
        promise(
          'backups-are-sealed',
          'B9',
          'Backups are sealed once more, under keys that are not in them: a file of one tells nothing, not even whose data is in it.',
          'platform/backup/src/backups.test.ts: nothing in the file of a backup can be read without the keys, and all of it with them',
        ),
        promise(
          'backups-expire',
          'B32',
          'A backup is kept for thirty days at most. Then its key is destroyed, and a copy that someone kept opens no more.',
          'platform/backup/src/backups.test.ts: an expired backup goes with its file and its key: a copy of it that someone kept opens no more',
        ),
        promise(
          'backups-bring-nobody-back',
          'A21',
          'When a backup has to be put back, every account that was deleted since is deleted again before anyone is served, and nobody else is touched.',
          'promises/a-restore-un-deletes-nobody.spec.ts: each backup that is put in place loses every deleted person before the port opens, and nobody else',
        ),
        promise(
          'deletion-reaches-backups',
          'A20',
          'What you deleted with your account is in older backups only as values that no key opens any more.',
          'promises/a-restore-un-deletes-nobody.spec.ts: what the deleted had opens from no backup with any key that is left, and what the living have opens from all',
        ),
        promise(
          'gone-within-thirty-days',
          'B32',
          'After thirty days no backup holds anything of a deleted account. Where the server stood still meanwhile, that is so from the first night in which it runs again.',
          'promises/a-restore-un-deletes-nobody.spec.ts: thirty days later no backup holds anything of them, and a copy of one that was kept aside opens no more',
        ),
        promise(
          'never-by-guessing',
          'A22',
          'Nobody is deleted by guessing: it takes two proofs, a key that is gone and an entry in the record of deletions. Where one is missing, Sotto leaves everything as it is, and does not start when that concerns many.',
          'platform/vault/src/reconcile.test.ts: leaves people without key and ledger entry alone, and says so',
        ),
        promise(
          'told-the-date-of-a-restore',
          'B30',
          'A record that you deleted by itself is in backups for up to 30 days, sealed under your key. Should one have to be put back, that record is back too, and you are told so, with the date, in the app and by mail.',
          'promises/a-restore-un-deletes-nobody.spec.ts: a record that was deleted by itself comes back with a backup, and its owner is told the date in Sotto and by mail',
        ),
        promise(
          'backup-missing-is-told',
          'B19',
          'When a nightly backup is missing, whoever runs this server is told by its log, and by mail where it sends any.',
          'apps/server/src/commands/doctor.test.ts: tells its operator by log and mail when a backup is missing, and nobody when there is one',
        ),
      ],
    },
    help,
    law,
    breach,
    {
      heading: 'Limits',
      sentences: [
        fact(
          'not-end-to-end',
          'This is not end-to-end encryption: while it works for you, the running server can open what you keep. Whoever controls the machine and its root key can go round these rules.',
        ),
        fact(
          'what-a-database-shows',
          'Whoever holds the database sees how many things of which kind there are, which of them belong together, roughly how large they are, when they were changed, and when a reminder is due, to a quarter of an hour. Not what they say.',
        ),
        fact(
          'known-address',
          'Where this server sends no mail, signing up with an address that is already here, or changing to it, says so.',
        ),
        fact(
          'other-service-knows',
          'If you sign in through another service, that service learns that you use this server and when you sign in.',
        ),
        fact(
          'work-devices',
          'On a computer, a telephone or a network of your employer, whoever looks after it can see that you visit this server, and on the device itself all that you see and type there, and that the extension is installed.',
        ),
        fact(
          'work-mailbox',
          'Each mail is sent by “Sotto”. Whoever sees your mailbox sees that you are here, and whoever sees a calendar that fetches your feed sees what you let it tell.',
        ),
        fact('taken-is-open', 'What you download is not sealed. Whoever has the file reads it.'),
        fact(
          'told-in-the-app-alone',
          'Where this server sends no mail, or you gave no address, what you are told stands in the app alone. So it does when a mail to you is refused, or does not get through for three days.',
        ),
        fact(
          'letters-kept-here',
          'Where this server sends no mail, letters to you wait sealed on its machine. Whoever runs it can open them, and sees your address and the links in them. By a link to a new password they come in as you, unless you have a second factor.',
        ),
        fact(
          'what-stays',
          'What stays when an account is gone: an entry in the record of deletions, and lines of what operators did with it, both under digests in the place of its number; and for six years that a demand by law or a link was asked for, without whose it was.',
        ),
        fact(
          'copied-keys',
          'Whoever copied root key, keyring and epoch store together before you deleted something can open older backups. Overwriting a file does not reach snapshots of a disk, or the cells of a flash drive.',
        ),
        fact(
          'older-row',
          'Whoever can write into the database can put a single row back to what it was, together with its revision, unseen.',
        ),
        fact('notes-of-operators', 'What an operator wrote down after reading what you granted, no program can take back.'),
      ],
    },
    {
      heading: 'Changes',
      sentences: [
        promise(
          'changes-show',
          'A1',
          'When a sentence on this page changes, its version, date and hash above change with it.',
          'promises/index.spec.ts: a text that changed has a new version, in the list of versions',
        ),
        promise(
          'told-of-changes',
          'A28',
          'Everyone is told in the app and by mail what changes, before it holds. Nobody has to agree to go on reading or taking their own.',
          'features/notices/server/policy.test.ts: are told to everybody before they hold, in one notice and one mail each, whoever publishes and however often',
        ),
        promise(
          'a-week-before',
          'A28',
          'It holds a week after people are told, or later.',
          'features/notices/server/policy.test.ts: hold a week after they are told at the earliest, whatever day they name',
        ),
        promise(
          'versions-kept',
          'A27',
          'Every version stays to be read word for word, with its hash and with what changed from any one to another.',
          'promises/index.spec.ts: every version there ever was is a page, with its hash, and what changed since',
        ),
      ],
    },
  ],
};
