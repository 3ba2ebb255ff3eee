/** Settings: one record per person. How long sessions last is the account's business, since it outlives all data. */
import { z } from 'zod';
import { CalendarDate, Zone } from './calendar-date.ts';
import { defineKind } from './kind.ts';
import { WorkSearchRules } from './activity.ts';
import { Currency } from './money.ts';
import { OfferCriteria } from './offer.ts';
import { defaultReminders, ReminderRules } from './reminder.ts';
import { weekdays } from './week.ts';

/** A BCP 47 tag: `en`, `de-CH`. Server-made texts use it; problem types and CSV headers are never translated. */
export const Locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { error: notLocale(), abort: true })
  .refine(isLocale, { error: notLocale() });
export type Locale = z.infer<typeof Locale>;

function notLocale(): string {
  return 'This is not a language such as en or de-CH.';
}

/** Whether dates can be written in it. Intl tells of a tag that is none only by throwing: `en-x` looks like one. */
function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const themes = ['system', 'light', 'dark'] as const;
/** How much a mail tells: nothing but that something is due; company initials; everything. */
export const mailDetails = ['least', 'initials', 'full'] as const;

const Days = z.int().min(1).max(365);

/**
 * When Sotto speaks up. Calendar days in the person's zone; `null`: switched off.
 * Source: product.md, "Today" (the defaults).
 */
export const Rules = z.strictObject({
  followUpAfterSubmittedDays: Days.nullable(),
  followUpAfterScreenDays: Days.nullable(),
  thankAfterInterviewDays: Days.nullable(),
  beforeRespondByDays: Days.nullable(),
  mostNudges: z.int().min(0).max(20),
  silentAfterSubmittedDays: Days.nullable(),
  silentAfterScreenDays: Days.nullable(),
  silentAfterInterviewDays: Days.nullable(),
  leadStaleAfterDays: Days.nullable(),
  leadStaleBeforeClosingDays: Days.nullable(),
});
export type Rules = z.infer<typeof Rules>;

export const defaultRules: Rules = {
  followUpAfterSubmittedDays: 7,
  followUpAfterScreenDays: 3,
  thankAfterInterviewDays: 1,
  beforeRespondByDays: 2,
  mostNudges: 2,
  silentAfterSubmittedDays: 30,
  silentAfterScreenDays: 21,
  silentAfterInterviewDays: 14,
  leadStaleAfterDays: 14,
  leadStaleBeforeClosingDays: 3,
};

export const Settings = z.strictObject({
  zone: Zone,
  locale: Locale,
  weekStart: z.enum(weekdays),
  theme: z.enum(themes),
  /** Proposed for new amounts; amounts keep their own. */
  currency: Currency,
  rules: Rules,
  mailDetail: z.enum(mailDetails),
  /** What an unemployment office asks for; `null`: nobody said. Since version 2. */
  workSearch: WorkSearchRules.nullable(),
  /** What offers are weighed by; `null`: as proposed. Since version 2. */
  offerCriteria: OfferCriteria.nullable(),
  /** What one is told of, and how. Since version 3. */
  reminders: ReminderRules,
  /** The day the first-run path was finished or put away; `null`: it is still shown. */
  welcomedOn: CalendarDate.nullable(),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsKind = defineKind({
  name: 'settings',
  version: 3,
  schema: Settings,
  upgrades: {
    1: (older) => ({ ...(older as object), workSearch: null, offerCriteria: null }),
    2: (older) => ({ ...(older as object), reminders: defaultReminders }),
  },
  plural: 'settings',
  held: { purpose: 'To work the way you chose', until: 'You delete all data' },
  comingIn: { single: true },
});

/** Settings of a new account, until the browser proposes a zone and a language. */
export const defaultSettings: Settings = {
  zone: 'UTC',
  locale: 'en',
  weekStart: 'monday',
  theme: 'system',
  currency: 'EUR',
  rules: defaultRules,
  mailDetail: 'least',
  workSearch: null,
  offerCriteria: null,
  reminders: defaultReminders,
  welcomedOn: null,
};
