import type { Address } from '@sotto/ui/app';

export const reminderLinks = {
  all: (): Address => ({ to: '/reminders' }),
  settings: (): Address => ({ to: '/settings/reminders' }),
  /** Where the link in a mail leads; its secret stands behind the `#`. */
  end: (): Address => ({ to: '/unsubscribe' }),
} as const;
