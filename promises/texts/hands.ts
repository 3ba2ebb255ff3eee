/** Parts of the privacy page about other hands: help that was asked for, the law, something gone wrong. */
import type { Section } from '@sotto/features/policy/server';
import { fact, promise } from './sentence.ts';

export const help: Section = {
  heading: 'If you ask for help',
  sentences: [
    promise(
      'support-only-granted',
      'B22',
      'Whoever runs this server reads something of yours only if you ask for help and let them: you name what, whom, and for how long. Without that no page and no command shows them what you entered. A demand by law is the one exception, and is told below.',
      'apps/server/src/commands/grants.test.ts: without one no route and no command opens anything: all of them are tried, and 0 of what was typed is found',
    ),
    promise(
      'support-as-far',
      'B22',
      'They read as far as you granted, no other kind of record and no other application. The keys refuse the rest.',
      'features/support/server/support.test.ts: opens nothing to another operator, of another kind, or under an id that is none',
    ),
    promise(
      'support-ends',
      'B22',
      'It lasts an hour unless you say more, a day at most, and lapses after 12 hours if nobody takes it up.',
      'features/support/server/support.test.ts: lapses after twelve hours, and ends an hour after it was taken up, to the moment',
    ),
    promise(
      'support-revoked',
      'B22',
      'You can revoke it at any moment. From then on nobody reads by it.',
      'features/support/server/support.test.ts: is over at once when it is %s, whether it waits or is open',
    ),
    promise(
      'support-each-read',
      'B22',
      'Each read is written down before anything is opened, and you see it: when, who, and what.',
      'features/support/server/support.test.ts: is read as far as it was granted, and each read is shown to whoever granted it',
    ),
  ],
};

export const law: Section = {
  heading: 'If the law demands it',
  sentences: [
    promise(
      'by-law-only-what-is-named',
      'A13',
      'If the law leaves no choice, the named fields of the named account are handed over, and nothing else.',
      'apps/server/src/commands/legal.test.ts: gives the named fields of one person, nothing else of theirs and nothing of anyone else',
    ),
    promise(
      'by-law-two-people',
      'A13',
      'It takes a demand of the courts or authorities of this server’s own place that is binding and cannot be negotiated, and two people: one begins, another approves.',
      'apps/server/src/commands/legal.test.ts: is refused without each of its flags, for another place’s courts, and until another operator has approved exactly it',
    ),
    promise(
      'told-of-a-disclosure',
      'B23',
      'You are told at once, in the app and by mail. If an order forbids it until a day, at most a year later, you are told on that day, unless your account is gone by then.',
      'apps/server/src/commands/legal.test.ts: is told to its person at once, or on the day until which an order forbids it',
    ),
    promise(
      'one-month-to-answer',
      'B25',
      'What you may ask for by law you do yourself, at once. What you ask for by mail is due an answer within a month, or within three if you are told why. Once whoever runs this server has entered it, the server calls for the answer on the 20th and the 27th day.',
      'apps/server/src/commands/deadlines.test.ts: is due in one month, called for on its 20th and 27th day, and silent once it is answered',
    ),
    fact(
      'kept-requests',
      'What you ask for by mail is entered with the name it came under. It is sealed, and goes three years after the answer.',
    ),
    fact(
      'law-itself',
      'Whether a demand is lawful, no program can tell, nor whether two operators are two people. Both are up to the people who run this server.',
    ),
  ],
};

export const breach: Section = {
  heading: 'If something goes wrong',
  sentences: [
    promise(
      'told-of-a-breach',
      'A23',
      'If data goes astray, everyone it concerns is told by mail and in the app, each once, and nobody else: what, since when, what was done, and what to do. Only sign-ups that nobody confirmed are left out; they go after seven days.',
      'features/notices/server/breaches.test.ts: everyone it concerns is told once, disabled or not, and nobody else',
    ),
    promise(
      'breach-clock',
      'A23',
      'The authority has to be told within 72 hours. Until that is written down, this server alarms whoever runs it at 24, 48 and 66 hours.',
      'features/notices/server/breaches.test.ts: the operator is alarmed at 24, 48 and 66 hours, once each, until the authority was told',
    ),
    promise(
      'breach-duties',
      'A26',
      'A breach is not closed before everyone it concerns, the authority and, as North Carolina’s law 75-65 wants, the Attorney General’s office were told, or it is written down why not; above 1,000 people the reporting agencies too.',
      'features/notices/server/breaches.test.ts: it is closed only with every duty done or a reason, and then forgets whom it concerned',
    ),
  ],
};
