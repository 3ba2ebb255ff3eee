/** Every sentence of calendar feeds in the web app. */
import { titles } from './titles.ts';

export const texts = {
  ...titles,
  lead: 'See your interviews in the calendar you already use. A feed is a private address that your calendar program asks now and then; it can read there and change nothing.',
  newFeed: 'New feed',
  none: 'No calendar feeds',
  noneLead: 'Make one for your phone, or one for the work laptop that says no more than “Busy”.',
  tells: {
    busy: 'No more than “Busy”',
    initials: 'Initials',
    full: 'Everything',
    withNotes: 'Everything and notes',
  },
  of: { interviews: 'for interviews.', everything: 'for interviews, tasks and days.' },
  made: (date: string) => `Made ${date}.`,
  neverFetched: 'Not fetched yet.',
  fetched: (moment: string) => `Last fetched ${moment}.`,
  works: (date: string) => `Works until ${date}.`,
  ended: (date: string) => `Ended on ${date}.`,
  change: 'Change',
  revoke: 'Revoke',
  /** For those who do not see what it stands beside. */
  changeNamed: (name: string) => `Change: ${name}`,
  revokeNamed: (name: string) => `Revoke: ${name}`,

  // The form
  changeFeed: 'Change the feed',
  name: 'Name',
  nameHelp: 'Something you will recognise: where it is used. Your calendar program shows it.',
  howMuch: 'How much it tells',
  details: {
    busy: { name: 'Busy', says: 'That you are busy, and when. Nothing else.', example: 'Busy' },
    initials: { name: 'Initials', says: 'What it is, and the initials of the company.', example: 'Interview, P. C.' },
    full: {
      name: 'Everything',
      says: 'Title and company; of an interview also its place, its link and the people.',
      example: 'Video interview, round 2: Data engineer, Palisade Clinics',
    },
  },
  notes: 'My notes too',
  notesSays: 'What you noted on an interview or a task.',
  whatIsIn: 'What is in it',
  contents: { interviews: 'Interviews', everything: 'Tasks and days too' },
  contentsSay: {
    interviews: 'Only what takes place at a time.',
    everything: 'Also your tasks, next steps, answers that are due and the days on which postings close.',
  },
  lasts: 'How long',
  spans: { never: 'No end', half: '6 months', year: '1 year', day: 'Until a day' },
  lastDay: 'Last day',
  lastDayHelp: 'At most three years from now.',
  worksUntil: (date: string) => `Until ${date}, the last day.`,
  untilRevoked: 'Until you revoke it here.',
  make: 'Make the feed',
  save: 'Save',
  saved: 'Feed changed. Calendar programs see it when they next come by.',
  cancel: 'Cancel',
  notReached: 'The server did not answer. What you typed is still here.',

  // Just made
  copyNow: 'Copy the address now',
  copyNowLead:
    'It is shown this once. Whoever has it can read the feed, so treat it like a key: paste it only into your own calendar programs.',
  address: 'Address of the feed',
  copy: 'Copy',
  copied: 'Copied',
  keepFirst: 'Nobody can show it to you again. Copy it, then say that you have it.',
  iHaveIt: 'I have it',
  whichProgram: 'Your calendar program',
  onlyHere:
    'This Sotto answers on this computer alone. Programs on it can fetch the feed; a phone, Google and Outlook on the web cannot.',
  programs: {
    apple: {
      name: 'Apple',
      steps: [
        'On a Mac open Calendar and choose File, New Calendar Subscription. On an iPhone open Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, Add Subscribed Calendar.',
        'Paste the address and choose Subscribe.',
        'On a Mac set Auto-refresh to every hour.',
      ],
    },
    google: {
      name: 'Google',
      steps: [
        'Open calendar.google.com on a computer.',
        'Beside Other calendars press the plus sign and choose From URL.',
        'Paste the address and choose Add calendar. Google comes by every few hours, not at once.',
      ],
    },
    outlook: {
      name: 'Outlook',
      steps: [
        'Open the calendar and choose Add calendar, Subscribe from web.',
        'Paste the address, give it a name and choose Import.',
        'Outlook comes by every few hours, not at once.',
      ],
    },
    thunderbird: {
      name: 'Thunderbird',
      steps: [
        'In the calendar choose New Calendar, On the Network.',
        'Paste the address under Location and leave the user name empty.',
        'Choose Find Calendars, then Subscribe.',
      ],
    },
  },

  // Revoking
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeLead:
    'Its address answers nobody from here on, and cannot be brought back. Calendar programs keep what they fetched until you remove the calendar there.',
  revokeDo: 'Revoke it',
  revoked: (name: string) => `“${name}” is revoked`,
} as const;
