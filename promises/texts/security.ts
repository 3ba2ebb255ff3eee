/** The security page: how someone else is kept out. Each sentence with its proof. */
import type { PublishedText } from '@sotto/features/policy/server';
import { fact, promise } from './sentence.ts';

export const security: PublishedText = {
  name: 'security',
  title: 'Security',
  lead: 'How someone else is kept out, and what to do when you find a way in.',
  version: '6',
  date: '2026-11-22',
  sections: [
    {
      heading: 'Signing in',
      sentences: [
        promise(
          'own-sign-in',
          'B10',
          'Sign-in is part of Sotto itself. No other company takes part in it, unless you choose to sign in through one.',
          'promises/nobody-else-is-asked.spec.ts: the server itself connects to nobody',
        ),
        promise(
          'good-passwords',
          'B34',
          'A password has twelve characters at least and must be hard to guess. Which characters is up to you; four words do well.',
          'features/account/server/passwords/strength.test.ts: a passphrase of fifteen lower-case letters is hard enough: no mixture is asked for',
        ),
        promise(
          'slow-guessing',
          'B20',
          'Whoever guesses has to wait longer each time, and has a hundred tries in a day on one account. Where you are signed in you still get in.',
          'features/account/server/account.test.ts: do not keep out someone whose session is known: they prove themselves and sign in while strangers are guessing',
        ),
        promise(
          'nobody-told',
          'B20',
          'Where this server sends mail, no answer tells whether an address is known here.',
          'promises/nobody-is-told-who-is-here.spec.ts: %s answers byte for byte alike for who is known, unknown, not confirmed and disabled',
        ),
        promise(
          'second-factor',
          'B13',
          'You can have a code asked for beside your password, from any authenticator app, such as Google Authenticator or Authy.',
          'features/account/server/second-factor/totp.test.ts: the address of the QR code for %s is byte for byte what authenticator apps read',
        ),
        promise(
          'code-once',
          'B14',
          'A code counts once, and for a minute and a half at most.',
          'features/account/server/second-factor/two-factor.test.ts: with a code that was taken, a thousand times, in turn and at once, is let in 0 times',
        ),
        promise(
          'recovery-codes',
          'B13',
          'Ten recovery codes stand in for the app, each once. They are shown once, and kept as digests.',
          'features/account/server/second-factor/two-factor.test.ts: stands in for the app once, however it is typed, and its owner is told how many are left',
        ),
        promise(
          'passkeys',
          'A10',
          'A passkey signs you in without a password or an address, and an account may have nothing else. Its secret half never leaves your device.',
          'features/account/web/passkeys.browser.test.ts: a browser makes an account with a passkey, comes back with it alone, and proves with it who is there',
        ),
        promise(
          'issuers-off',
          'B15',
          'Signing in through another service is off until whoever runs this server sets one up.',
          'features/account/server/issuers/issuers-forged.test.ts: without issuers none are listed and none are asked',
        ),
        promise(
          'issuers-navigate',
          'B15',
          'Then it is a way there and back that you choose: no script or button of that service is on our pages, and its password never comes here.',
          'promises/nobody-else-is-asked.spec.ts: the built app names no other host it could ask',
        ),
        promise(
          'issuers-little',
          'B15',
          'It is asked who you are and, when an account begins, for a verified address. An address alone opens no account.',
          'features/account/server/issuers/issuers.test.ts: with the address of someone who is here is linked to nobody: they sign in the usual way and link it',
        ),
        promise(
          'sessions-end',
          'B16',
          'A sign-in ends after 7 days without use and after 30 days in any case. You may choose less.',
          'promises/who-gets-in.spec.ts: a session ends after its time without use and at its last day, and a clock set back does not revive it',
        ),
        promise(
          'sessions-seen',
          'B17',
          'You see where you are signed in and can end each sign-in; its next request is refused.',
          'promises/who-gets-in.spec.ts: a session that was ended in any way is refused at its next request, a stolen copy of its cookie too',
        ),
        promise(
          'sign-out-everywhere',
          'B17',
          'One button ends every sign-in, access key, link and code that is open, on every server process at the next request. Only the way back to an address you left stays.',
          'promises/what-ended-lets-nobody-in.spec.ts: %s that ends in the one is refused by the other at its next request, within a second',
        ),
        promise(
          'asked-again',
          'A10',
          'Before you change how you sign in, make an access key, take everything with you or delete it for good, you are asked again who you are, unless you proved it in the last ten minutes.',
          'apps/server/src/authorisation.test.ts: ten minutes later what asks for fresh proof asks for it',
        ),
      ],
    },
    {
      heading: 'Access keys',
      sentences: [
        promise(
          'keys-scoped',
          'A14',
          'An access key does only what you allowed it, ends by itself, and can be ended at any time.',
          'promises/who-gets-in.spec.ts: a key does what its scopes name: everything else is refused and writes nothing',
        ),
        promise(
          'keys-shown-once',
          'A14',
          'It is shown once. Only its digest is kept.',
          'features/account/server/account.test.ts: is shown once, works in the header until it is ended, and can do nothing but what it may',
        ),
      ],
    },
    {
      heading: 'Calendar feeds',
      sentences: [
        promise(
          'feeds-tell-what-you-chose',
          'A11',
          'Whoever has the address of a calendar feed reads it. It tells as much as you chose and nothing more: that you are busy, initials, or everything.',
          'features/feed/server/feed.test.ts: tells initials, or only that there is something, and then nothing more in any line',
        ),
        promise(
          'feeds-end',
          'A14',
          'The address is shown once and only its digest is kept. Revoked, it answers nobody at the next request.',
          'features/feed/server/feed.test.ts: that is wrong, mistyped, revoked, ended or of someone disabled or deleted answers alike, and the right one does not',
        ),
      ],
    },
    {
      heading: 'Letters',
      sentences: [
        promise(
          'told-by-mail',
          'B35',
          'Every change of how you sign in is told by mail, and each new sign-in, unless you asked not to be told or there are very many in a short time.',
          'features/account/server/letters/letters-by-mail.test.ts: every change of what lets someone in is told by mail, and the last letter says that all is gone',
        ),
        promise(
          'letters-ask-nothing',
          'A25',
          'No letter asks for a password, personal data or money, loads a picture or leads elsewhere than to this server.',
          'features/account/server/letters/letters.test.ts: %s asks for nothing, tracks nothing and leads nowhere else',
        ),
        promise(
          'letters-of-operators',
          'A24',
          'What whoever runs this server writes to people leads nowhere else and asks for nothing either: words that would are refused.',
          'apps/server/src/commands/breaches.test.ts: refuses when %s, and writes nothing down',
        ),
        promise(
          'links-once',
          'A10',
          'A link in a letter works once and for fifteen minutes; only the one that takes a change of address back works for seven days.',
          'promises/what-ended-lets-nobody-in.spec.ts: %s is accepted 0 of 1,000 times',
        ),
        promise(
          'links-fragment',
          'A9',
          'What makes a link work stands behind its #, where no server, log or other site sees it.',
          'features/account/server/letters/letters.test.ts: the token of a letter stands in the fragment of its link, where no server sees it',
        ),
        promise(
          'forgotten-password',
          'B13',
          'A new password by mail signs out everywhere and takes no second factor away.',
          'features/account/server/passwords/password-reset.test.ts: does not take the second factor away: it is asked for at the sign-in that follows',
        ),
        promise(
          'reset-by-two',
          'B21',
          'Where this server sends no mail, a link to a new password is made by hand only when two operators put their names to it: one begins, another approves. You are told in the app. It works once, for a day, and ends when you sign in.',
          'apps/server/src/commands/reset.test.ts: one operator alone gets no link to an account; when another has approved it they do, once, and its owner is told',
        ),
      ],
    },
    {
      heading: 'Reminders by mail',
      sentences: [
        promise(
          'reminders-asked-for',
          'A5',
          'Reminders come by mail only to whoever turned them on, and each comes once.',
          'features/reminders/server/reminders.test.ts: come by mail only to whoever asked, a day and an hour before an interview, once each',
        ),
        promise(
          'reminders-tell-what-you-chose',
          'A11',
          'Such a mail tells as much as you chose and nothing more: that there is something, initials, or everything. It holds no picture and no link but to this Sotto.',
          'features/reminders/server/reminders.test.ts: at %s say no more than that',
        ),
        promise(
          'reminders-end',
          'A14',
          'Each holds a link that ends them without signing in, and goes on working. Mail programs know one way to do so at once, which has the secret in the address itself. Whoever has it can end these mails, and do nothing else.',
          'features/reminders/server/reminders.test.ts: end by one click in a mail program, or the page, without signing in; the secret does nothing else',
        ),
      ],
    },
    {
      heading: 'In the browser and on the way',
      sentences: [
        promise(
          'own-scripts-only',
          'A9',
          'Pages run only scripts of this server, none of them written into the page, and can be framed by nobody.',
          'promises/nobody-else-is-asked.spec.ts: scripts cannot be written into a page: Trusted Types refuse it',
        ),
        promise(
          'tls',
          'B6',
          'Where this server ends TLS itself, it speaks TLS 1.3 and nothing older, and answers nothing that comes in the clear.',
          'platform/http/src/listen.test.ts: 1.3 is spoken, 1.2 is refused by the server, plain HTTP gets no answer',
        ),
        fact('transport', 'Beyond the machine it runs on, Sotto is reached by HTTPS.'),
      ],
    },
    {
      heading: 'Records of what was done',
      sentences: [
        promise(
          'records-cannot-be-changed',
          'A21',
          'The record of deletions and the log of what operators did cannot be edited, cut short or forged without that being found.',
          'platform/vault/src/chains.test.ts: no edit, removal or forgery of ledger, copy or operator log goes unnoticed, and 100 erasures verify',
        ),
        promise(
          'what-ended-stays-ended',
          'B17',
          'A backup that is put back revives nothing that ended since: no session, key, feed, link, password, second factor, recovery code, passkey, service or address. Whoever changed how they sign in comes in by their mailbox alone.',
          'promises/what-a-restore-brings-back.spec.ts: %s lets nobody in any more, and its owner comes in',
        ),
        promise(
          'checklist',
          'A9',
          'Eighty demands on security are kept with the source, each with the tests that hold it, or the reason why it does not apply.',
          'promises/checklist.spec.ts: each of the eighty lines names tests that are there and run, or says why not',
        ),
      ],
    },
    {
      heading: 'Files that come in and go out',
      sentences: [
        promise(
          'archives-distrusted',
          'A9',
          'An archive is unpacked in memory within fixed bounds, and one that lies about what it holds is refused whole.',
          'features/transfer/server/reading/zip.test.ts: with %s is refused with a sentence that says what to do',
        ),
        promise(
          'no-formula-leaves',
          'B27',
          'Tables you take along hold no cell that a spreadsheet would calculate. The mark that prevents it is taken off again when the table comes back.',
          'features/transfer/server/guard.test.ts: no guarded cell is a formula',
        ),
        promise(
          'only-who-asked-fetches',
          'B26',
          'A copy of everything is made only for whoever confirmed within ten minutes who they are, and handed only to the session or the access key that asked.',
          'features/transfer/server/archive/archive.test.ts: is made only by whoever proved just now who they are, fetched only where it was asked for, and noted in the log',
        ),
      ],
    },
    {
      heading: 'What this does not protect from',
      sentences: [
        fact(
          'unlocked-device',
          'Whoever has your unlocked device, or reads along in your browser, is you as far as this server can tell.',
        ),
        fact(
          'mailbox',
          'Whoever reads your mailbox can choose a new password for an account that has no second factor. For 7 days after a change of address, whoever reads the former mailbox can take it back, and whatever was added or changed to sign in with goes with it, from a week before the change on.',
        ),
        fact('false-page', 'A false page can ask you for a password and a code and use both at once. It cannot use a passkey.'),
        fact(
          'lost-ways-in',
          'Nobody can let you in again when you lose your second factor with all its recovery codes: not whoever runs this server either. The same holds when you lose every way in and your mailbox. Only where this server sends no mail can they hand you a link to a new password.',
        ),
        fact('through-another-service', 'Through another service you are as safe as your account there.'),
        fact(
          'who-controls-the-machine',
          'Whoever controls the machine and its root key can go round all of this. Know who runs the server you use.',
        ),
        fact(
          'without-mail',
          'Where this server sends no mail, addresses are not confirmed, and letters wait as sealed files that only whoever runs it can open. That takes no second operator, and a letter may hold a link to a new password. Whoever uses it is you as far as this server can tell, unless you have a second factor.',
        ),
      ],
    },
    {
      heading: 'If you find a weakness',
      sentences: [
        promise(
          'report',
          'B37',
          'Write to the address below, which also stands in /.well-known/security.txt. Tell what you saw and how to see it again. You will not be asked for money, passwords or personal data.',
          'features/policy/server/policy.test.ts: security.txt has what RFC 9116 asks for and holds for five months at least',
        ),
        promise(
          'report-called-for',
          'B38',
          'A report is due an answer within a day. Once whoever runs this server has entered it, the server calls for the answer, 12 and 20 hours after the report came.',
          'apps/server/src/commands/deadlines.test.ts: of a weakness is due in a day, called for after 12 and after 20 hours',
        ),
      ],
    },
  ],
};
