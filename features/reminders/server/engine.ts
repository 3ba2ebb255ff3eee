/**
 * From a look that is due to a mail in the outbox, each reminder once. See decision 020.
 *
 * [Note: Once] The right to tell of a record for a moment is a row in the ledger (`reminded`), written in the same unit that
 * puts the mail into the outbox and ends the look. So however many processes look, and wherever one of them dies, either all
 * three are there or none is. What is late is told or dropped by one rule (`tellWithinMs`), and what is dropped leaves no
 * row: a clock that was wrong and is set right again finds it still to be told.
 */
import type { Statement } from '@sotto/database';
import {
  ApplicationKind,
  CompanyKind,
  dueLetters,
  InterviewKind,
  nextLetterAt,
  SettingsKind,
  type Settings,
  timesOf,
} from '@sotto/domain';
import { readAddress } from '@sotto/features/account/server';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import { oneByOne, type OpeningMaker } from '@sotto/schedule';
import type { Opening } from '@sotto/vault';
import { planAnewWhenSetBack } from './clock.ts';
import { type Consent, consentOf, secretOf, stillWantsMail } from './consent.ts';
import { type About, dayContents, toldInterview, weekContents } from './contents.ts';
import { letterOf } from './letter.ts';
import { claim, dueLooks, isEnabled, type Look, lookAgain, stillEnabled, unlessOver, untold } from './ledger.ts';
import { momentsOf } from './plan.ts';
import { dayWords, interviewWords, type Reader, weekWords, type Words } from './words.ts';

/** Looks at everything that is due. `signal`: stop between two people. Throws the first failure when everybody was looked at. */
export async function remind(platform: Platform, signal: AbortSignal, open: OpeningMaker): Promise<void> {
  // Where no mail leaves, nobody gets mail: a file on the server's machine reminds nobody.
  if (!platform.setting.smtp) return;
  await planAnewWhenSetBack(platform, open);
  // One record that does not open keeps nobody else from being reminded.
  await oneByOne(await dueLooks(platform), (look) => lookAt(platform, look, open).catch(unlessOver), signal);
}

const whileHaltedMs = 60 * 60_000;

async function lookAt(platform: Platform, look: Look, open: OpeningMaker): Promise<void> {
  const enabled = await isEnabled(platform, look.userId);
  if (enabled === undefined) return;
  const consent = await consentOf(platform, look.userId);
  if (!enabled) return finish(platform, look, { next: look.dueAt + whileHaltedMs, moments: [] });
  if (consent === undefined || consent.stopped_at !== null) return finish(platform, look, { next: null, moments: [] });
  // Not a moment earlier: of someone who wants nothing told there is nothing to open.
  const by = open(look.userId, 'remind');
  const found = await (look.what === 'interview' ? interviewAt : dayAt)(platform, look, by);
  const letter = found.words && (await letterFor(platform, { by, consent, words: found.words }));
  return finish(platform, look, { ...found, moments: letter ? found.moments : [], letter });
}

/** What a look has come to. `moments`: those for which is told now, if anything is. */
interface Found {
  readonly words?: Words | null;
  readonly moments: readonly number[];
  readonly next: number | null;
}

/** Opens the settings and the interview; the application and its company only when the mail may name them. */
async function interviewAt(platform: Platform, look: Look, by: Opening): Promise<Found> {
  const { workspaces, now } = platform;
  const settings = await settingsAlone(platform, by);
  const interview = (await workspaces.open(by, InterviewKind, look.recordId))?.content;
  if (!settings?.reminders.byMail || interview === undefined) return { moments: [], next: null };
  const moments = momentsOf(interview, settings.reminders);
  const next = moments.find((moment) => moment > now()) ?? null;
  const isAhead = timesOf(interview).start > now();
  const open = isAhead
    ? await untold(
        platform,
        look,
        moments.filter((moment) => moment <= now()),
      )
    : [];
  if (open.length === 0) return { moments: [], next };
  const reader = readerOf(settings, now());
  const about = reader.detail === 'least' ? null : await aboutOf(platform, by, interview);
  return { words: interviewWords(toldInterview(interview, about), reader), moments: open, next };
}

/** Whether anything is due follows from all records together, so here they are all opened, whatever the mail then says. */
async function dayAt(platform: Platform, look: Look, by: Opening): Promise<Found> {
  const now = platform.now();
  const workspace = await platform.workspaces.read(by);
  const settings = settingsOf(workspace);
  if (!settings.reminders.byMail) return { moments: [], next: null };
  const due = dueLetters(settings.reminders, settings.zone, now);
  const open = await untold(
    platform,
    look,
    due.map(({ moment }) => moment),
  );
  const next = nextLetterAt(settings.reminders, settings.zone, now);
  const first = due.find(({ moment }) => open.includes(moment));
  if (first === undefined) return { moments: [], next };
  const reader = readerOf(settings, now);
  // The digest tells of the day as well, so of both that are due one mail goes.
  if (first.what === 'digest') return { words: weekWords(weekContents(workspace, now), reader), moments: open, next };
  const day = dayContents(workspace, now);
  // Interviews come along, but have their own mails: alone they are told of here only when those are switched off.
  const isWorthIt = day.due.length > 0 || settings.reminders.interviewMinutes.length === 0;
  return { words: isWorthIt ? dayWords(day, reader) : null, moments: open, next };
}

async function settingsAlone({ workspaces, database }: Platform, by: Opening): Promise<Settings | undefined> {
  const query = database.build
    .selectFrom('record')
    .select('id')
    .where('user_id', '=', by.userId)
    .where('kind', '=', SettingsKind.number);
  const [row] = await database.rows(query);
  return row && (await workspaces.open(by, SettingsKind, row.id))?.content;
}

async function aboutOf({ workspaces }: Platform, by: Opening, interview: { applicationId: string }): Promise<About | null> {
  const application = (await workspaces.open(by, ApplicationKind, interview.applicationId))?.content;
  const company = application && (await workspaces.open(by, CompanyKind, application.companyId))?.content;
  return application && company ? { company: company.name, title: application.title } : null;
}

function readerOf({ mailDetail, locale, zone }: Settings, now: number): Reader {
  return { detail: mailDetail, locale, zone, now };
}

interface Writing {
  readonly by: Opening;
  readonly consent: Consent;
  readonly words: Words;
}

async function letterFor(platform: Platform, { by, consent, words }: Writing) {
  const to = await readAddress(platform, by);
  // Nobody has shown yet that the mailbox is theirs; or there is nobody any more.
  if (to === null || (await platform.vault.findUser(by.userId)) === null) return null;
  const sealers = await platform.vault.sealers(by.userId);
  const secret = secretOf(sealers.account, consent, by);
  return { sealers, letter: letterOf(to, words, { origin: platform.setting.origin, secret }) };
}

interface Finishing extends Omit<Found, 'words'> {
  readonly letter?: Awaited<ReturnType<typeof letterFor>> | null | undefined;
}

/** One unit: the look is over, what was told is in the ledger, and the mail is in the outbox. */
async function finish(platform: Platform, look: Look, { letter, moments, next }: Finishing): Promise<void> {
  const { workspaces, mail } = platform;
  const told: Statement[] = letter
    ? [
        stillEnabled(platform, look.userId),
        stillWantsMail(platform, look.userId),
        ...moments.map((moment) => claim(platform, look, moment)),
        ...mail.queue(look.userId, letter.sealers, letter.letter),
      ]
    : [];
  await workspaces.writeBeside(look.userId, [lookAgain(platform, look, next), ...told]);
}
