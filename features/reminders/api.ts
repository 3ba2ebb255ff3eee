/** Reminders as they cross the wire: the list in the app, mail on and off, and ending mail by the link in one. */
import { endpoint } from '@sotto/contract';
import { CalendarDate, Id, Instant, mailDetails, NamedLink, NamedRef } from '@sotto/domain';
import { z } from 'zod';

const read = { kind: 'key', scope: 'applications:read', whenDisabled: true } as const;
const write = { kind: 'key', scope: 'applications:write' } as const;

export const reminderSorts = [
  'interview',
  'task',
  'next_action',
  'follow_up',
  'thank_you',
  'respond_by',
  'closing',
  'copy',
] as const;

/** A reminder that is up. The same thing on another day is another reminder. */
export const ReminderItem = z.strictObject({
  key: z.string(),
  what: z.enum(reminderSorts),
  /** The record it reminds of: an interview, a task, the plan of copies, else the application. */
  id: Id,
  /** In the person's words; `null` of an interview and of what a rule suggests. */
  title: z.string().nullable(),
  application: z.strictObject({ id: Id, title: z.string(), company: NamedRef }).nullable(),
  /** What a task is about when it is no application. */
  about: NamedLink.nullable(),
  /** The day it is about. */
  on: CalendarDate,
  /** When it begins or is due; `null`: a whole day. */
  at: Instant.nullable(),
  /** Not seen yet. */
  isNew: z.boolean(),
});
export type ReminderItem = z.infer<typeof ReminderItem>;

/** Interviews first, then what is due, then what comes to an end; a hundred at most. `fresh`: how many are new. */
export const ReminderList = z.strictObject({ items: z.array(ReminderItem), fresh: z.int() });
export type ReminderList = z.infer<typeof ReminderList>;

/** Nothing new is kept by looking. ETag as of Today, with the hour besides: answers 304 to `If-None-Match`. */
export const listReminders = endpoint({
  name: 'listReminders',
  method: 'GET',
  path: '/api/v1/reminders',
  summary: 'What is coming up or due, and was not put away.',
  access: read,
  outputs: { 200: ReminderList },
});

const Keys = z.array(z.string().max(120)).max(100);

/** Keys of reminders that are not up are left out. */
export const markReminders = endpoint({
  name: 'markReminders',
  method: 'POST',
  path: '/api/v1/reminders/marks',
  summary: 'Mark reminders as seen, put some away, or bring them back.',
  access: write,
  body: z.strictObject({ seen: Keys.optional(), away: Keys.optional(), back: Keys.optional() }),
  outputs: { 200: ReminderList },
});

/** What a mail would say, from invented records. */
export const MailExample = z.strictObject({ detail: z.enum(mailDetails), subject: z.string(), lines: z.array(z.string()) });
export type MailExample = z.infer<typeof MailExample>;

export const ReminderMailView = z.strictObject({
  /** `false`: no mail leaves this machine, and reminders are in the app alone. */
  leaves: z.boolean(),
  on: z.boolean(),
  /** When mail was ended by the link in one, if it was and was not turned on again. */
  endedAt: Instant.nullable(),
  examples: z.array(MailExample),
});
export type ReminderMailView = z.infer<typeof ReminderMailView>;

export const getReminderMail = endpoint({
  name: 'getReminderMail',
  method: 'GET',
  path: '/api/v1/reminders/mail',
  summary: 'Whether reminders come by mail, and what such a mail says.',
  access: { kind: 'session', whenDisabled: true },
  outputs: { 200: ReminderMailView },
});

/** Changes the settings, too: their revision is another one after that. */
export const setReminderMail = endpoint({
  name: 'setReminderMail',
  method: 'PUT',
  path: '/api/v1/reminders/mail',
  summary: 'Turn reminders by mail on or off.',
  access: { kind: 'session' },
  body: z.strictObject({ on: z.boolean() }),
  outputs: { 200: ReminderMailView },
  problems: ['conflict', 'newer-version'],
});

const Secret = z.string().max(100);

/** For the page behind the link in a mail. Answers the same whether the secret is one or not. */
export const endReminderMail = endpoint({
  name: 'endReminderMail',
  method: 'POST',
  path: '/api/v1/unsubscribe',
  summary: 'End reminders by mail with the secret of a mail.',
  access: { kind: 'public' },
  body: z.strictObject({ secret: Secret }),
  outputs: { 204: null },
});

/** For mail programs (RFC 8058): they send a form of one field, which is not looked at. */
export const endReminderMailAtOnce = endpoint({
  name: 'endReminderMailAtOnce',
  method: 'POST',
  path: '/api/v1/unsubscribe/{secret}',
  summary: 'End reminders by mail with one click in a mail program.',
  access: { kind: 'public' },
  oneClick: true,
  params: z.strictObject({ secret: Secret }),
  body: { raw: ['application/x-www-form-urlencoded', 'multipart/form-data'], limitBytes: 1024 },
  outputs: { 204: null },
});

/** For mail programs that only open addresses: leads to the page with the button. Changes nothing. */
export const showUnsubscribe = endpoint({
  name: 'showUnsubscribe',
  method: 'GET',
  path: '/api/v1/unsubscribe/{secret}',
  summary: 'Lead to the page that ends reminders by mail.',
  access: { kind: 'public' },
  params: z.strictObject({ secret: Secret }),
  outputs: { 303: null },
});
