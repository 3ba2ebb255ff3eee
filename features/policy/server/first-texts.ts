/**
 * The first texts: only what this build does. What is not built yet is said under "Not here yet", not promised.
 *
 * The `promises` workspace replaces them, sentence by sentence, with the same shape and a proof each.
 */
import type { Published, Sentence } from './published.ts';

/** Date of the last change of any sentence below. */
const date = '2026-11-21';

function promise(id: string, source: string, text: string): Sentence {
  return { id, source, text, proof: null };
}

function fact(id: string, text: string): Sentence {
  return { id, source: null, text, proof: null };
}

export const firstTexts: Published = {
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
            ),
            promise(
              'what-you-enter',
              'A3',
              'What you type, paste or import: groups, applications, companies, postings, notes, settings.',
            ),
            promise(
              'your-sign-ins',
              'A3',
              'Where you are signed in: the kind of browser and system, when it began, when it was last used. No place, no network address.',
            ),
            promise(
              'your-log',
              'A3',
              'A log of what was done in your account, such as sign-ins, exports and deletions, for you to read.',
            ),
            promise(
              'counted-attempts',
              'A3',
              'To slow down whoever guesses passwords, attempts are counted under a digest that changes every day. It goes about a day after the last attempt.',
            ),
            promise('nothing-else', 'A3', 'Nothing else. Settings, Privacy counts all of it whenever you look.'),
          ],
        },
        {
          heading: 'What it is for',
          sentences: [
            promise('for-the-service', 'A4', 'To run Sotto for you, and for nothing else.'),
            promise('never-sold', 'B2', 'Nothing is sold, lent or handed to anyone.'),
            promise(
              'no-analytics',
              'A8',
              'No analytics, no beacons, no measuring of people. To know how you find it, we would ask.',
            ),
            promise(
              'no-third-party',
              'A8',
              'No page asks another host for anything: no fonts, pictures or scripts from elsewhere.',
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
            ),
            promise('no-tracking', 'A7', 'Nothing that could recognise you is stored in your browser by other means.'),
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
            ),
            promise('stolen-copy', 'B8', 'Whoever takes the database alone reads none of it: the keys lie in another place.'),
            promise(
              'hashed-password',
              'B11',
              'Your password is kept only as a salted, slow hash (Argon2id). It is never written down anywhere, in no log either.',
            ),
            promise('no-operator-view', 'B21', 'No page shows whoever runs this server what you keep.'),
          ],
        },
        {
          heading: 'Taking it with you, and deleting it',
          sentences: [
            promise(
              'leave-with-everything',
              'B4',
              'Leave whenever you like, with everything: one CSV per group, or all of it as JSON.',
            ),
            promise('delete-records', 'B30', 'You can change and delete whatever you entered.'),
            promise(
              'delete-data',
              'B31',
              'You can delete all data and keep the account: its key is destroyed, and a new one begins.',
            ),
            promise(
              'delete-account',
              'A18',
              'Under Menu, Settings, Delete Account, the account goes with everything in it: keys within a second, rows within a minute. Nobody can bring it back.',
            ),
            promise(
              'stays-deleted',
              'A21',
              'Should an older copy of the database be put back, deleted accounts are taken out of it again before the server answers anyone.',
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
            promise('yours-stays-yours', 'B4', 'What you enter stays yours. Exporting and deleting it are free, at any time.'),
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
            ),
            fact(
              'as-it-is',
              'Sotto is free software under the AGPL, version 3 or later, and comes as it is, without warranty. Export what you cannot do without.',
            ),
            fact('who-runs-it', 'Whoever runs this server answers for it. The address below reaches them.'),
            promise('law', 'A26', 'These terms are governed by the laws that hold in Raleigh, North Carolina.'),
          ],
        },
        {
          heading: 'Changes',
          sentences: [
            promise('terms-change', 'A27', 'When these terms change, their version, date and hash above change with them.'),
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
            promise('own-sign-in', 'B10', 'Sign-in is part of Sotto itself. No other company takes part in it.'),
            promise(
              'good-passwords',
              'B34',
              'A password has twelve characters at least and must be hard to guess. Which characters is up to you; four words do well.',
            ),
            promise(
              'slow-guessing',
              'B20',
              'Whoever guesses has to wait longer each time. Whether an address is known here is not told by signing in.',
            ),
            promise(
              'sessions-end',
              'B16',
              'A sign-in ends after 7 days without use and after 30 days in any case. You may choose less.',
            ),
            promise(
              'sessions-seen',
              'B17',
              'You see where you are signed in and can end each sign-in; its next request is refused.',
            ),
            promise(
              'asked-again',
              'A10',
              'Before an access key is made or anything is deleted for good, you are asked for your password again.',
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
            ),
            promise('keys-shown-once', 'A14', 'It is shown once. Only its digest is kept.'),
          ],
        },
        {
          heading: 'In the browser and on the way',
          sentences: [
            promise(
              'own-scripts-only',
              'A9',
              'Pages run only scripts of this server, none of them written into the page, and can be framed by nobody.',
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
            ),
          ],
        },
      ],
    },
  ],
};
