/** Every sentence of privacy in the web app. */
import type { Happening } from '../api.ts';

export const texts = {
  title: 'Privacy',
  heading: 'What we hold about you',
  lead: (time: string) =>
    `Everything, counted ${time}. What you entered is sealed with a key used for nobody else, which dies with the account.`,
  policy: 'The whole privacy page',
  held: 'Held',
  things: (count: string) => `${count} things`,
  what: 'What',
  howMany: 'How many',
  whatFor: 'What for',
  until: 'Until',
  none: 'none',
  log: 'What was done',
  logAside: 'kept one year',
  when: 'When',
  older: 'Older',
  nothingYet: 'Nothing yet',
  nothingYetLead: 'Sign-ins, exports, imports and deletions are written here as they happen.',
  byKey: 'by an access key',
  empty: 'Empty it',
} as const;

/** A line of the activity log, in words. */
export const happeningTexts: Readonly<Record<Happening, string>> = {
  'signed-up': 'Account made',
  'signed-in': 'Signed in',
  'signed-out': 'Signed out',
  'password-changed': 'Password changed',
  'session-ended': 'Signed out elsewhere',
  'access-key-made': 'Access key made',
  'access-key-ended': 'Access key ended',
  imported: 'Imported',
  'import-undone': 'Import taken back',
  exported: 'Exported',
  'data-deleted': 'All data deleted',
};
