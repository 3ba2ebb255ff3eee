/**
 * Moving what stands on the calendar: what a drag, a key or "Move to…" comes down to, told to the server in the calls that
 * anyone makes, each with its way back.
 */
import type { Client } from '@sotto/contract';
import {
  atAnotherTime,
  onAnotherDay,
  wallElsewhere,
  wallTime,
  type AgreedTime,
  type CalendarDate,
  type ClockTime,
  type Due,
} from '@sotto/domain';
import { patchApplication } from '@sotto/features/applications/api';
import { patchInterview } from '@sotto/features/interviews/api';
import { getTask, patchTask, type TaskView } from '@sotto/features/tasks/api';
import type { CalendarItem } from '../api.ts';

/** Where something goes, as the person's own clock shows it. `time`: absent keeps it; `null` makes a task one of the whole day. */
export interface Target {
  readonly day: CalendarDate;
  readonly time?: ClockTime | null;
}

/** Takes back what was done. Answers the record's revision then. */
export type WayBack = () => Promise<number>;

export interface Done {
  readonly revision: number;
  readonly undo: WayBack;
}

/** What may be moved: an interview or task that is still to come about, a next action. When a posting closes is not ours to say. */
export function canMove({ what, state }: CalendarItem): boolean {
  return state === 'open' && (what === 'interview' || what === 'task' || what === 'next_action');
}

/** Whether it may be given a time: next actions have days only. */
export function canHaveTime({ what }: CalendarItem): boolean {
  return what === 'interview' || what === 'task';
}

/** The same entry where it is going, so that it stands there at once. `here`: the person's zone. */
export function movedItem(item: CalendarItem, target: Target, here: string): CalendarItem {
  const agreed = agreedAt(item, target, here);
  if (agreed === null || item.time === null) return { ...item, on: target.day, until: target.day, time: timeOf(agreed, here) };
  const from = wallElsewhere(agreed.startsAt, agreed.zone, here);
  const to = laterBy(from, lengthOf(item.time));
  const until = laterBy(to, lengthOf(item.time) > 0 ? -1 : 0).slice(0, 10);
  return { ...item, on: from.slice(0, 10), until, time: { ...item.time, ...agreed, from, to } };
}

const minuteMs = 60_000;
const lengthOf = ({ from, to }: { from: string; to: string }) => (Date.parse(`${to}Z`) - Date.parse(`${from}Z`)) / minuteMs;
const laterBy = (wall: string, minutes: number) =>
  new Date(Date.parse(`${wall}Z`) + minutes * minuteMs).toISOString().slice(0, 16);

/** A task that gets a time is in the person's own zone. */
function timeOf(agreed: AgreedTime | null, here: string): CalendarItem['time'] {
  if (agreed === null) return null;
  const { startsAt, zone } = agreed;
  const from = wallElsewhere(startsAt, zone, here);
  const instant = new Date(`${from}Z`).toISOString();
  return { ...agreed, start: instant, end: instant, from, to: from };
}

/** When it will be, in its own zone; `null`: on the whole day. */
function agreedAt({ what, time }: CalendarItem, target: Target, here: string): AgreedTime | null {
  if (what === 'task' && target.time === null) return null;
  if (time === null) {
    if (what !== 'task' || target.time == null) return null;
    return { startsAt: wallTime(target.day, target.time), endsAt: null, zone: here };
  }
  const { startsAt, endsAt, zone } = time;
  const agreed = { startsAt, endsAt, zone };
  return target.time == null
    ? onAnotherDay(agreed, target.day, here)
    : atAnotherTime(agreed, { ...target, time: target.time }, here);
}

/** Moves an entry. `revision`: the latest that is known of its record. */
export async function moveEntry(
  api: Client,
  { item, target, here, revision }: { item: CalendarItem; target: Target; here: string; revision: number },
): Promise<Done> {
  if (item.what === 'interview') return moveInterview(api, { item, agreed: agreedAt(item, target, here), revision });
  if (item.what === 'task') return moveTask(api, { item, target, here, revision });
  return moveNextAction(api, { item, target, revision });
}

async function moveInterview(
  api: Client,
  { item: { id, time }, agreed, revision }: { item: CalendarItem; agreed: AgreedTime | null; revision: number },
): Promise<Done> {
  const say = async (said: Pick<AgreedTime, 'startsAt' | 'endsAt'>, seen: number) => {
    const body = { revision: seen, startsAt: said.startsAt, endsAt: said.endsAt };
    return (await api(patchInterview, { params: { id }, body })).body.revision;
  };
  const [to, from] = [agreed ?? time, time];
  if (to === null || from === null) return { revision, undo: async () => revision };
  const now = await say(to, revision);
  return { revision: now, undo: () => say(from, now) };
}

async function moveTask(
  api: Client,
  { item, target, here, revision }: { item: CalendarItem; target: Target; here: string; revision: number },
): Promise<Done> {
  const params = { id: item.id };
  const { due, snoozedUntil, repeat } = (await api(getTask, { params })).body;
  const say = async (said: Pick<TaskView, 'due' | 'snoozedUntil'>, seen: number) =>
    (await api(patchTask, { params, body: { revision: seen, ...said } })).body.revision;
  const now = await say(taskAt({ due, snoozedUntil, repeat }, { item, target, here }), revision);
  return { revision: now, undo: () => say({ due, snoozedUntil }, now) };
}

/**
 * One that was put off, or that comes again, is put off to the new day as long as that is later: what the others are
 * counted from stays. Else the day it is due is another.
 */
export function taskAt(
  { due, snoozedUntil, repeat }: Pick<TaskView, 'due' | 'snoozedUntil' | 'repeat'>,
  { item, target, here }: { item: CalendarItem; target: Target; here: string },
): Pick<TaskView, 'due' | 'snoozedUntil'> {
  const { day } = target;
  const keepsTime = target.time === undefined || (target.time === null && item.time === null);
  const isPutOff = snoozedUntil !== null || (repeat !== null && item.time === null);
  if (keepsTime && isPutOff && (due === null || day >= due.on)) return { due, snoozedUntil: due?.on === day ? null : day };
  const agreed = agreedAt(item, target, here);
  return { due: agreed === null ? { on: day } : dueOf(agreed), snoozedUntil: null };
}

function dueOf({ startsAt, zone }: AgreedTime): Due {
  return { on: startsAt.slice(0, 10), time: startsAt.slice(11), zone };
}

async function moveNextAction(
  api: Client,
  { item: { id, title, on }, target, revision }: { item: CalendarItem; target: Target; revision: number },
): Promise<Done> {
  const say = async (dueOn: CalendarDate, seen: number) => {
    const body = { revision: seen, nextAction: { text: title ?? '', dueOn } };
    return (await api(patchApplication, { params: { id }, body })).body.revision;
  };
  const now = await say(target.day, revision);
  return { revision: now, undo: () => say(on, now) };
}
