import { titles } from './titles.ts';

/** Sentences about how Sotto looks and counts. */
export const texts = {
  ...titles,
  lead: 'How Sotto looks on this device, and how it writes dates and money everywhere.',
  device: 'This device',
  everywhere: 'Everywhere you sign in',
  theme: 'Theme',
  themeSub: 'System follows what this device asks for, day and night.',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  keys: 'Single keys',
  keysSub: 'N, J, K, 1 to 9 and the like act without Ctrl. Press ? for the map.',
  locale: 'Language of dates and numbers',
  localeSub: 'Sotto itself speaks English.',
  zone: 'Time zone',
  zoneSub: (now: string) => `It is ${now} there.`,
  weekStart: 'The week begins on',
  weekdays: { monday: 'Monday', sunday: 'Sunday', saturday: 'Saturday' },
  currency: 'Currency of new amounts',
  currencySub: 'Amounts keep the currency they were posted in. Nothing is converted.',
  unknownZone: 'Such as Europe/Berlin or America/New_York.',
} as const;
