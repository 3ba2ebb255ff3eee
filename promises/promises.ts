/**
 * The published texts, and the index of their proofs: every sentence that promises something names the test that proves it.
 *
 * Pure data, handed to features/policy by apps/server. `index.spec.ts` fails on a promise without a proof, on a proof that is
 * not there or is skipped, and on a text that changed without a new version in `versions.ts`. We promise nothing that no test
 * can fail.
 */
import type { Published, Sentence } from '@sotto/features/policy/server';

/** Date of the last change of any sentence below. */
const date = '2026-11-21';

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
      version: '1',
      date,
      sections: [
        {
          heading: 'What is kept',
          sentences: [
            promise(
              'your-address',
              'A5',
              'Your e-mail address. It tells your account from others and receives the few letters about your account. It is shown to nobody and used for nothing else.',
              'promises/only-you-see-what-is-yours.spec.ts: nobody else reaches, changes or even notices what is yours, on any route, with any cookie or key',
            ),
            promise(
              'what-you-enter',
              'A3',
              'What you type, paste or import: groups, applications, companies, postings, notes, settings.',
              'features/privacy/server/privacy.test.ts: counts what is held, and counts it anew',
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
              'No cookie before you sign in, and exactly one after. It keeps you signed in and does nothing else.',
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
              'Your browser itself keeps whether you chose light or dark, and, until its tab is closed, what you typed and have not saved yet.',
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
              'features/account/server/passwords.test.ts: a stored password is Argon2id with at least the parameters OWASP asks for',
            ),
            promise(
              'no-operator-view',
              'B21',
              'No page shows whoever runs this server what you keep.',
              'promises/only-you-see-what-is-yours.spec.ts: routes that take no id show a stranger nothing of yours',
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
            fact('known-address', 'Where this server sends no mail, signing up with an address that is already here says so.'),
            fact(
              'not-here-yet',
              'Not here yet: two-factor sign-in, passkeys, sign-in with other services, backups made by Sotto, support access. Nothing on this page counts on them.',
            ),
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
      version: '1',
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
            fact('your-part', 'Keep your password to yourself, and enter about other people only what they would not mind.'),
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
      version: '1',
      date,
      sections: [
        {
          heading: 'Signing in',
          sentences: [
            promise(
              'own-sign-in',
              'B10',
              'Sign-in is part of Sotto itself. No other company takes part in it.',
              'promises/nobody-else-is-asked.spec.ts: the server itself connects to nobody',
            ),
            promise(
              'good-passwords',
              'B34',
              'A password has twelve characters at least and must be hard to guess. Which characters is up to you; four words do well.',
              'features/account/server/strength.test.ts: a passphrase of fifteen lower-case letters is hard enough: no mixture is asked for',
            ),
            promise(
              'slow-guessing',
              'B20',
              'Whoever guesses has to wait longer each time. Whether an address is known here is not told by signing in.',
              'promises/who-gets-in.spec.ts: a sign-in answers byte for byte alike whether the address is known, and so does everything about it',
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
              'asked-again',
              'A10',
              'Before an access key is made or anything is deleted for good, you are asked for your password again.',
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
