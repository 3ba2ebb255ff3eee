/** The door of reminders on the server: a list in the app, mail by the person's own clock, and the way to end it. */
import type { Feature } from '@sotto/runtime';
import { ReminderMarksKind } from '@sotto/domain';
import { remind } from './engine.ts';
import { alarms } from './plan.ts';
import { reminderRoutes } from './routes.ts';

export { mailsReminders, type Reminding, remindByMail } from './by-mail.ts';
export { isEnabled } from './ledger.ts';

export const remindersFeature: Feature = {
  name: 'reminders',
  kinds: [ReminderMarksKind],
  alarms,
  start: (platform) => ({
    routes: reminderRoutes(platform),
    jobs: [
      {
        name: 'reminders',
        pattern: '* * * * *',
        purposes: ['remind'],
        run: (signal, open) => remind(platform, signal, open),
      },
    ],
  }),
};
