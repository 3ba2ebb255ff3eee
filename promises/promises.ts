/**
 * The published texts, and the index of their proofs: every sentence that promises something names the test that proves it.
 *
 * Pure data, handed to features/policy by apps/server. `index.spec.ts` fails on a promise without a proof, on a proof that is
 * not there or is skipped, and on a text that changed without a new version in `versions.ts`. We promise nothing that no test
 * can fail.
 */
import type { Published, Sentence } from '@sotto/features/policy/server';

/** Date of the last change of any sentence below. */
const date = '2026-11-22';

/** `source`: its row in the list of promises this began with. `proof`: `file: name of the test`. */
function promise(id: string, source: string, text: string, proof: string): Sentence {
  return { id, source, text, proof };
}

/** A limit or a plain fact: it promises nothing, so there is nothing to prove. */
function fact(id: string, text: string): Sentence {
  return { id, source: null, text, proof: null };
}

export const published: Published = {
  shown: ['one-cookie', 'sealed-for-you', 'leave-with-everything'],
  texts: [
    {
      name: 'privacy',
      title: 'Privacy',
      lead: 'What is kept, what for, who can read it, and how it goes. Short, because little is kept that you did not put there yourself.',
      version: '3',
      date,
      sections: [
        {
          heading: 'What is kept',
          sentences: [
            promise(
              'your-address',
              'A5',
              'Your e-mail address. It tells your account from others and receives the few letters about your account. It is shown to nobody and used for nothing else. One that you left is kept for seven days, so that the change can be taken back.',
              'promises/only-you-see-what-is-yours.spec.ts: nobody else reaches, changes or even notices what is yours, on any route, with any cookie or key',
            ),
            promise(
              'what-you-enter',
              'A3',
              'What you type, paste, upload or import: groups, applications, companies, postings, notes, settings, and a profile with a resume if you keep one.',
              'features/privacy/server/privacy.test.ts: counts what is held, and counts it anew',
            ),
            promise(
              'how-you-sign-in',
              'A3',
              'What you sign in with, as far as you set it up: the hash of your password, the public half of your passkeys and their names, the key of your authenticator app, digests of recovery codes and access keys, and who you are at a service you sign in through. All of it sealed, or a digest.',
              'promises/no-secret-is-stored.spec.ts: no token, code, key, link, address or name of anyone who signs in is readable in a store, a log, a mail or a temporary file; letters go %s',
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
              'Your browser itself keeps whether you chose light or dark, and, until its tab is closed, what you typed and have not saved yet and what joins the way to another service with the way back.',
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
              'At the console they see accounts as random numbers with dates, and nothing else of anyone.',
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
        {
          heading: 'Taking it with you, and deleting it',
          sentences: [
            promise(
              'leave-with-everything',
              'B4',
              'Leave whenever you like, with everything: one CSV per group, or all of it as JSON.',
              'promises/a-csv-of-each-group.spec.ts: the CSV of each group holds every application in it, field by field, and no other',
            ),
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
              'An account can be deleted in every state: not confirmed, half set up, with nothing but a passkey or another service to sign in with, disabled.',
              'promises/in-every-state.spec.ts: an account %s is made, used and deleted, and no row of it is left',
            ),
            promise(
              'stays-deleted',
              'A21',
              'Should an older copy of the database be put back, deleted accounts are taken out of it again before the server answers anyone.',
              'promises/deleted-is-deleted-in-copies-too.spec.ts: an older copy of the database loses the deleted people again before it answers anyone, and nobody else',
            ),
          ],
        },
        {
          heading: 'Limits',
          sentences: [
            fact(
              'not-end-to-end',
              'This is not end-to-end encryption: while it works for you, the running server can open what you keep. Whoever controls the machine and its root key can go round these rules.',
            ),
            fact(
              'what-a-database-shows',
              'Whoever holds the database sees how many things of which kind there are, roughly how large, and when they were changed. Not what they say.',
            ),
            fact(
              'known-address',
              'Where this server sends no mail, signing up with an address that is already here, or changing to it, says so.',
            ),
            fact(
              'other-service-knows',
              'If you sign in through another service, that service learns that you use this server and when you sign in.',
            ),

            fact('not-here-yet', 'Not here yet: backups made by Sotto, support access. Nothing on this page counts on them.'),
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
          ],
        },
      ],
    },
    {
      name: 'terms',
      title: 'Terms',
      lead: 'What you may expect, and what is expected of you.',
      version: '2',
      date,
      sections: [
        {
          heading: 'Yours',
          sentences: [
            promise(
              'yours-stays-yours',
              'B4',
              'What you enter stays yours. Exporting and deleting it are free, at any time.',
              'promises/a-csv-of-each-group.spec.ts: the CSV of each group holds every application in it, field by field, and no other',
            ),
            fact(
              'your-part',
              'Keep your password, recovery codes and access keys to yourself, and enter about other people only what they would not mind.',
            ),
            fact('not-allowed', 'Do not try to get at what belongs to others, and do not hinder them.'),
          ],
        },
        {
          heading: 'The service',
          sentences: [
            promise(
              'protected-as-said',
              'A30',
              'How your data is protected is said on the privacy and security pages. Those pages are part of these terms.',
              'promises/index.spec.ts: the pages of the texts are there, and lead to each other',
            ),
            fact(
              'as-it-is',
              'Sotto is free software under the AGPL, version 3 or later, and comes as it is, without warranty. Export what you cannot do without.',
            ),
            fact('who-runs-it', 'Whoever runs this server answers for it. The address below reaches them.'),
            promise(
              'law',
              'A26',
              'These terms are governed by the laws that hold in Raleigh, North Carolina.',
              'promises/index.spec.ts: the pages of the texts are there, and lead to each other',
            ),
          ],
        },
        {
          heading: 'Changes',
          sentences: [
            promise(
              'terms-change',
              'A27',
              'When these terms change, their version, date and hash above change with them.',
              'promises/index.spec.ts: a text that changed has a new version, in the list of versions',
            ),
          ],
        },
      ],
    },
    {
      name: 'security',
      title: 'Security',
      lead: 'How someone else is kept out, and what to do when you find a way in.',
      version: '2',
      date,
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
            fact('transport', 'Beyond the machine it runs on, Sotto is reached by HTTPS.'),
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
            fact(
              'false-page',
              'A false page can ask you for a password and a code and use both at once. It cannot use a passkey.',
            ),
            fact(
              'lost-ways-in',
              'Nobody can let you in again when you lose every way in, or your second factor with all its recovery codes: not whoever runs this server either.',
            ),
            fact('through-another-service', 'Through another service you are as safe as your account there.'),
            fact('who-controls-the-machine', 'Whoever controls the machine and its root key can go round all of this.'),
            fact(
              'without-mail',
              'Where this server sends no mail, addresses are not confirmed, and letters wait as sealed files that only who runs it can open.',
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
          ],
        },
      ],
    },
  ],
};
