/** What a mail could tell: out of the records, before it is cut down to what the person wants told. */
import {
  addDays,
  type Application,
  ApplicationKind,
  type CalendarDate,
  dateOf,
  endOfDay,
  type Interview,
  InterviewKind,
  type RemindedThing,
  startOfDay,
  timesOf,
} from '@sotto/domain';
import { applicationRef } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import { todayOf } from '@sotto/features/today/server';
import type { DueItem, EndingItem } from '@sotto/features/today/api';
import type { Workspace } from '@sotto/workspace';

/** A company and a title as a mail may name them; `null` where the thing is about no application. */
export interface About {
  readonly company: string;
  readonly title: string;
}

/** One thing that is due. */
export interface DueThing {
  readonly what: DueItem['what'] | EndingItem['what'];
  /** In the person's words; `null` of a suggestion. */
  readonly title: string | null;
  readonly about: About | null;
  readonly on: CalendarDate;
}

/** An interview as a mail may tell of it. */
export interface ToldInterview {
  readonly kind: Interview['kind'];
  readonly start: number;
  readonly place: string | null;
  readonly about: About | null;
}

/** A day, or the week before and after it. */
export interface DayContents {
  readonly due: readonly DueThing[];
  /** Today's, in order of time. */
  readonly interviews: readonly ToldInterview[];
}

export interface WeekContents extends DayContents {
  /** Applications sent in the seven days before. */
  readonly sent: number;
  /** Interviews held in the seven days before. */
  readonly held: number;
}

const thingOf = {
  task: 'tasks',
  next_action: 'tasks',
  follow_up: 'suggestions',
  thank_you: 'suggestions',
  respond_by: 'offers',
  closing: 'closing',
} as const satisfies Record<DueThing['what'], RemindedThing>;

/** What Today shows as due or ending, of the sorts the person wants to be told of. */
export function dueItems(workspace: Workspace, today: CalendarDate): (DueItem | EndingItem)[] {
  const { things } = settingsOf(workspace).reminders;
  const { due, ending } = todayOf(workspace, today);
  return [...due, ...ending].filter(({ what }) => things.includes(thingOf[what]));
}

/** What is due on the day of `now`, and its interviews. */
export function dayContents(workspace: Workspace, now: number): DayContents {
  const { zone } = settingsOf(workspace);
  const today = dateOf(now, zone);
  const due = dueItems(workspace, today).map((item): DueThing => ({
    what: item.what,
    title: 'title' in item ? item.title : null,
    about: item.application && { company: item.application.company.name, title: item.application.title },
    on: item.on,
  }));
  return { due, interviews: interviewsIn(workspace, { from: now, until: endOfDay(today, zone) }) };
}

/** The same for the week that begins, and what was done in the one before. */
export function weekContents(workspace: Workspace, now: number): WeekContents {
  const { zone } = settingsOf(workspace);
  const today = dateOf(now, zone);
  const weekAgo = addDays(today, -7);
  const sent = workspace.all(ApplicationKind).filter(({ content }) => isWithin(content, weekAgo, today)).length;
  const held = interviewsIn(workspace, { from: startOfDay(weekAgo, zone), until: startOfDay(today, zone) }).length;
  const interviews = interviewsIn(workspace, { from: now, until: endOfDay(addDays(today, 6), zone) });
  return { ...dayContents(workspace, now), interviews, sent, held };
}

function isWithin({ appliedOn }: Application, from: CalendarDate, until: CalendarDate): boolean {
  return appliedOn !== null && appliedOn >= from && appliedOn < until;
}

/** Interviews that begin in a span of time and were not called off. */
function interviewsIn(workspace: Workspace, { from, until }: { from: number; until: number }): ToldInterview[] {
  return workspace
    .all(InterviewKind)
    .filter(({ content }) => content.status === 'planned' || content.status === 'done')
    .map(({ content }) => toldInterview(content, aboutOf(workspace, content)))
    .filter(({ start }) => start >= from && start < until)
    .toSorted((a, b) => a.start - b.start);
}

function aboutOf(workspace: Workspace, { applicationId }: Interview): About | null {
  const found = applicationRef(workspace, applicationId);
  return found && { company: found.company.name, title: found.title };
}

export function toldInterview(interview: Interview, about: About | null): ToldInterview {
  return { kind: interview.kind, start: timesOf(interview).start, place: interview.place, about };
}
