/** Every sentence of notices in the web app; what a notice says itself comes from the server. */
import type { NoticeKind } from '../api.ts';

export const texts = {
  heading: 'Notices',
  lead: 'What whoever runs this Sotto had to tell you, here and by mail. It stays in this list until the account is deleted.',
  told: 'Told to you',
  none: 'Nothing yet',
  noneLead: 'Changes of what Sotto promises, a breach, or data that had to be handed over are told here and by mail.',
  read: 'Read it',
  more: (count: number) => `and ${count} more`,
  dismiss: 'Put away',
  mailed: 'by mail too',
  banner: 'Notice',
} as const;

export const kindTexts: Readonly<Record<NoticeKind, string>> = {
  policy: 'What Sotto promises',
  breach: 'A breach',
  disclosure: 'A disclosure',
  restored: 'A restored backup',
  account: 'Your account',
};
