/** One person in a world where processes die and clocks jump, and what of their reminders came to be. */
import {
  blankInterview,
  byHand,
  type Id,
  InterviewKind,
  interviewMoments,
  nextLetterAt,
  type ReminderRules,
  SettingsKind,
  timesOf,
  type UserId,
  wallAt,
} from '@sotto/domain';
import { settingsOf } from '@sotto/features/settings/server';
import type { Platform } from '@sotto/runtime';
import { openingMakerFor } from '@sotto/schedule';
import type { Clock } from '@sotto/testing';
import { wantsMail } from '../consent.ts';
import { remind } from '../engine.ts';
import { dyingAt, Died } from './breaking.ts';
import { type Chance, chanceOf } from './chance.ts';

const minute = 60_000;
const hour = 60 * minute;
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
const open = openingMakerFor({ name: 'reminders', purposes: ['remind'] });

/** What there is of one run: the records, and from when to when it went. */
interface Run {
  readonly interviewId: Id;
  readonly settingsId: Id;
  readonly from: number;
  readonly until: number;
  readonly rules: ReminderRules;
  readonly zone: string;
  readonly start: number;
}

/** A reminder that should have come, or came too often, in words. */
export type Fault = string;

export interface World {
  /** One run; answers what was lost or told twice. */
  run(seed: number): Promise<Fault[]>;
  /** How often a process has died so far. */
  deaths(): number;
  /** Makes a fault in what the last run left, to see it found. */
  faultsAfter(planted: 'twice' | 'lost'): Promise<Fault[]>;
}

export async function createWorld(processes: readonly Platform[], clock: Clock, userId: UserId): Promise<World> {
  const [platform] = processes;
  if (platform === undefined) throw new RangeError('A world needs a process.');
  const { database, workspaces, ids, vault } = platform;
  const { build } = database;
  const letters = new Map<string, string>();
  let died = 0;
  let last: Run | undefined;
  const sealers = await vault.sealers(userId);
  await workspaces.writeBeside(userId, [wantsMail(platform, sealers.account, undefined)]);

  /** A process that looks once, and may die on the way; what it hands to the outbox is noted by id. */
  async function look(on: Platform, chance: Chance, isSafe: boolean): Promise<void> {
    const death = isSafe || chance.hits(25) ? null : { atStep: chance.between(0, 16), isDone: chance.hits(50) };
    const dying = dyingAt({ ...on, setting: { ...on.setting, smtp: true } }, death);
    const noting: Platform = {
      ...dying,
      mail: {
        ...on.mail,
        queue(whose, keys, letter) {
          const id = ids.record();
          letters.set(id, letter.subject);
          const sealed = keys.account.seal({ table: 'outbox', id, revision: 0 }, Buffer.from(letter.subject));
          const row = { user_id: whose, id, due_at: on.now(), attempts: 0, created_at: on.now(), key_id: keys.account.keyId };
          return [{ query: build.insertInto('outbox').values({ ...row, sealed }), rows: 1 }];
        },
      },
    };
    await remind(noting, new AbortController().signal, open).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
      died += 1;
    });
  }

  /** Several at once, some of which die; then one that lives. */
  async function looks(chance: Chance): Promise<void> {
    for (let round = chance.between(1, 2); round > 0; round--)
      await Promise.all(processes.map(async (each) => look(each, chance, false)));
    await look(chance.oneOf(processes), chance, true);
  }

  async function begin(chance: Chance): Promise<Run> {
    const from = clock.now();
    const zone = chance.oneOf(zones);
    const start = from + chance.between(26 * 60, 34 * 60) * minute;
    const interviewId = ids.record();
    const { workspace } = await workspaces.change(open(userId, 'remind'), (present, draft) => {
      const [stored] = present.all(SettingsKind);
      if (stored === undefined) throw new RangeError('There are no settings.');
      const time = `${String(chance.between(0, 23)).padStart(2, '0')}:${chance.oneOf(['00', '15', '30', '45'])}`;
      const reminders = { ...stored.content.reminders, byMail: true, dailyAt: time };
      draft.update(SettingsKind, stored.id, stored.revision, { ...stored.content, zone, mailDetail: 'initials', reminders });
      const content = { ...blankInterview, ...byHand, applicationId: ids.record(), startsAt: wallAt(start, zone), zone };
      draft.create(InterviewKind, { id: interviewId, content });
    });
    const begun = workspace.get(InterviewKind, interviewId)?.content;
    const [settings] = workspace.all(SettingsKind);
    if (begun === undefined || settings === undefined) throw new RangeError('The records are not there.');
    const rules = settingsOf(workspace).reminders;
    return { interviewId, settingsId: settings.id, from, until: start + hour, rules, zone, start: timesOf(begun).start };
  }

  /** Moments within a run, of the interview and of the day. */
  function momentsOf({ rules, zone, from, until, start }: Run): { interview: number[]; day: number[] } {
    const days: number[] = [];
    for (let at = nextLetterAt(rules, zone, from); at !== null && at < until - 2 * hour; at = nextLetterAt(rules, zone, at))
      days.push(at);
    return { interview: interviewMoments(start, rules).filter((moment) => moment > from), day: days };
  }

  async function faultsOf(run: Run): Promise<Fault[]> {
    const told = await database.rows(
      build.selectFrom('reminded').select(['record_id', 'moment', 'told_at']).where('user_id', '=', userId),
    );
    const sent = (await database.rows(build.selectFrom('outbox').select('id').where('user_id', '=', userId))).map(
      ({ id }) => letters.get(id) ?? 'of nobody',
    );
    const { interview, day } = momentsOf(run);
    const of = (recordId: Id) => told.filter(({ record_id }) => record_id === recordId);
    const lost = [
      ...interview.filter((moment) => !of(run.interviewId).some((row) => row.moment === moment)),
      ...day.filter((moment) => !of(run.settingsId).some((row) => row.moment === moment)),
    ].map((moment) => `lost: ${new Date(moment).toISOString()}`);
    // One mail tells of all that was late together, so there are as many as there were times of telling.
    const units = (recordId: Id) => new Set(of(recordId).map(({ told_at }) => told_at)).size;
    const aboutInterview = sent.filter((subject) => subject.startsWith('Video interview')).length;
    const counts = [aboutInterview - units(run.interviewId), sent.length - aboutInterview - units(run.settingsId)];
    return [...lost, ...counts.filter((count) => count !== 0).map((count) => `${count} mails too many`)];
  }

  async function end({ interviewId }: Run): Promise<void> {
    await database.write(
      (['outbox', 'reminded'] as const).map((table) => ({
        query: build.deleteFrom(table).where('user_id', '=', userId),
        rows: null,
      })),
    );
    letters.clear();
    await workspaces.change(open(userId, 'remind'), (present, draft) => {
      const stored = present.get(InterviewKind, interviewId);
      if (stored) draft.remove(InterviewKind, interviewId, stored.revision);
    });
  }

  return {
    deaths: () => died,
    async run(seed) {
      if (last) await end(last);
      const chance = chanceOf(seed);
      const run = await begin(chance);
      last = run;
      const { interview, day } = momentsOf(run);
      for (const moment of [...interview, ...day].toSorted((a, b) => a - b)) {
        clock.set(moment - 1);
        if (chance.hits(30)) await look(chance.oneOf(processes), chance, false);
        clock.set(moment + chance.between(0, 20) * minute);
        if (chance.hits(20)) await jump(chance);
        await looks(chance);
      }
      clock.set(run.until);
      await looks(chance);
      return faultsOf(run);
    },
    async faultsAfter(planted) {
      if (last === undefined) throw new RangeError('There was no run.');
      const { interviewId } = last;
      const id = ids.record();
      letters.set(id, 'Video interview');
      const { keyId } = sealers.account;
      const sealed = sealers.account.seal({ table: 'outbox', id, revision: 0 }, Buffer.from(id));
      const row = { user_id: userId, id, due_at: 0, attempts: 0, created_at: 0, key_id: keyId, sealed };
      const away = build.deleteFrom('reminded').where('user_id', '=', userId).where('record_id', '=', interviewId);
      await database.write([{ query: planted === 'twice' ? build.insertInto('outbox').values(row) : away, rows: null }]);
      return faultsOf(last);
    },
  };

  /** Ahead by hours or days, while some look; then right again. */
  async function jump(chance: Chance): Promise<void> {
    const now = clock.now();
    clock.set(now + chance.between(1, 60) * hour);
    await Promise.all(processes.map(async (each) => look(each, chance, chance.hits(50))));
    clock.set(now);
  }
}
