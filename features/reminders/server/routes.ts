/** Who, may they, open, decide, keep, answer: for reminders. */
import { Problem } from '@sotto/contract';
import { defaultSettings, instantOf, mailDetails, SettingsKind, type Settings } from '@sotto/domain';
import { recordActivity } from '@sotto/features/privacy/server';
import { settingsOf } from '@sotto/features/settings/server';
import { isKnown, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import { type Opening } from '@sotto/vault';
import * as api from '../api.ts';
import { consentOf, endMails, wantsMail, wantsNoMail } from './consent.ts';
import { drawMarks, listOf, stampOf } from './list.ts';
import { exampleInterview } from './example.ts';
import { interviewWords } from './words.ts';

export function reminderRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(api.listReminders, 'remind', async ({ by, header }) => {
      const workspace = await workspaces.read(by);
      const { today, quarter } = stampOf(workspace, now());
      const etag = workspace.tag.replace(/"$/, `-${today}-${quarter}"`);
      if (isKnown(etag, header('if-none-match'))) return { status: 304, headers: { etag } };
      return { status: 200, body: listOf(workspace, now()), headers: { etag } };
    }),

    route(api.markReminders, 'remind', async ({ by, body: { seen = [], away = [], back = [] } }) => {
      const { workspace } = await workspaces.change(by, (present, draft) =>
        drawMarks(present, draft, { marking: { seen, away, back }, now: now(), newId: () => ids.record() }),
      );
      return { status: 200, body: listOf(workspace, now()) };
    }),

    route(api.getReminderMail, 'remind', async ({ by }) => ({ status: 200, body: await mailView(platform, by) })),

    route(api.setReminderMail, 'remind', async ({ by, body: { on } }) => {
      if (on && !platform.setting.smtp) throw new Problem('conflict', { detail: 'No mail leaves this Sotto.' });
      await (on ? turnOn(platform, by) : turnOff(platform, by));
      return { status: 200, body: await mailView(platform, by) };
    }),

    route(api.endReminderMail, 'remind', async ({ body: { secret } }) => {
      await end(platform, secret);
      return { status: 204, body: undefined };
    }),

    route(api.endReminderMailAtOnce, 'remind', async ({ params: { secret } }) => {
      await end(platform, secret);
      return { status: 204, body: undefined };
    }),

    route(api.showUnsubscribe, 'remind', async ({ params: { secret } }) => ({
      status: 303,
      body: undefined,
      // In the fragment: what follows it is sent nowhere. Encoded, for it is whatever somebody wrote into an address.
      headers: { location: `${platform.setting.origin}/unsubscribe#${encodeURIComponent(secret)}` },
    })),
  ];
}

async function mailView(platform: Platform, by: Opening): Promise<api.ReminderMailView> {
  const workspace = await platform.workspaces.read(by);
  const { reminders, locale, zone } = settingsOf(workspace);
  const consent = await consentOf(platform, by.userId);
  const ended = reminders.byMail && consent?.stopped_at != null ? consent.stopped_at : null;
  const reader = { locale, zone, now: platform.now() };
  return {
    leaves: platform.setting.smtp,
    on: reminders.byMail && consent?.stopped_at === null,
    endedAt: ended === null ? null : instantOf(ended),
    examples: mailDetails.map((detail) => {
      const { subject, paragraphs } = interviewWords(exampleInterview(platform.now()), { ...reader, detail });
      return { detail, subject, lines: paragraphs.flat() };
    }),
  };
}

/** Off first where it was ended by a link: looks are planned by what changes. */
async function turnOn(platform: Platform, by: Opening): Promise<void> {
  const { vault, workspaces } = platform;
  const before = await consentOf(platform, by.userId);
  if (before?.stopped_at !== null) await setByMail(platform, by, false);
  const sealers = await vault.sealers(by.userId);
  await workspaces.writeBeside(by.userId, [wantsMail(platform, sealers.account, before)]);
  await setByMail(platform, by, true);
  await recordActivity(platform, by.userId, { happening: 'reminder-mails-on', by: 'user' });
}

async function turnOff(platform: Platform, by: Opening): Promise<void> {
  await platform.workspaces.writeBeside(by.userId, [wantsNoMail(platform, by.userId)]);
  await setByMail(platform, by, false);
  await recordActivity(platform, by.userId, { happening: 'reminder-mails-off', by: 'user' });
}

async function setByMail({ workspaces, ids }: Platform, by: Opening, byMail: boolean): Promise<void> {
  await workspaces.change(by, (present, draft) => {
    const [stored] = present.all(SettingsKind);
    const content: Settings = withMail(stored?.content ?? defaultSettings, byMail);
    if (stored === undefined) draft.create(SettingsKind, { id: ids.record(), content });
    else if (stored.content.reminders.byMail !== byMail) draft.update(SettingsKind, stored.id, stored.revision, content);
  });
}

function withMail(settings: Settings, byMail: boolean): Settings {
  return { ...settings, reminders: { ...settings.reminders, byMail } };
}

/** Nothing is told to whoever asks: not whether the secret was one, nor whose. */
async function end(platform: Platform, secret: string): Promise<void> {
  const userId = await endMails(platform, secret);
  if (userId !== null) await recordActivity(platform, userId, { happening: 'reminder-mails-off', by: 'user' });
}
