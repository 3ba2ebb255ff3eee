/** This week: its interviews, a mark for whatever lies on a day, applications sent, and what has happened since yesterday. */
import {
  addDays,
  dateOf,
  daysOfWeek,
  GroupKind,
  instantOf,
  startOfDay,
  StageChangeKind,
  weekOf,
  StageKind,
  type CalendarDate,
  type Id,
} from '@sotto/domain';
import { peopleOf, type Timed } from '@sotto/features/interviews/server';
import type { ComingItem, DueItem, EndingItem, RecentItem, TodayView } from '../api.ts';
import { isWorkedOn, refOf, type Scene } from './scene.ts';

/** Interviews from today to the end of the week, and tomorrow's where the week ends today. */
export function comingInterviews(scene: Scene): ComingItem[] {
  const { today, zone, settings, interviews } = scene;
  const { to } = weekOf(today, settings.weekStart);
  const last = to > today ? to : addDays(today, 1);
  const [from, until] = [startOfDay(today, zone), startOfDay(addDays(last, 1), zone)];
  return interviews.flatMap((timed) => (timed.start >= from && timed.start < until ? comingItem(scene, timed) : []));
}

function comingItem({ workspace, rowsById }: Scene, { interview, start, end }: Timed): ComingItem[] {
  const { applicationId, round, kind, status, place, link } = interview.content;
  const row = rowsById.get(applicationId);
  if (row === undefined || status === 'cancelled') return [];
  return [
    {
      id: interview.id,
      revision: interview.revision,
      application: refOf(row),
      round,
      kind,
      status,
      start: instantOf(start),
      end: instantOf(end),
      place,
      link,
      people: peopleOf(workspace, interview.content),
    },
  ];
}

const mostMarks = 4;

/** The seven days, each with the stages of what lies on it: interviews first, then what is due, then what closes. */
export function weekMarks(
  scene: Scene,
  { due, ending }: { due: readonly DueItem[]; ending: readonly EndingItem[] },
): TodayView['week'] {
  const { today, zone, settings, interviews, rowsById } = scene;
  const days = daysOfWeek(weekOf(today, settings.weekStart).from);
  const marks = new Map<CalendarDate, (Id | null)[]>(days.map((date) => [date, []]));
  const mark = (date: CalendarDate, stageId: Id | null) => marks.get(date)?.push(stageId);
  const [from, until] = [startOfDay(days[0]!, zone), startOfDay(addDays(days[6]!, 1), zone)];
  for (const { interview, start } of interviews) {
    if (start < from || start >= until || interview.content.status === 'cancelled') continue;
    mark(dateOf(start, zone), rowsById.get(interview.content.applicationId)?.application.stageId ?? null);
  }
  // What is late is to be done today.
  for (const { on, application } of due) mark(on < today ? today : on, application?.stage.id ?? null);
  for (const { on, application } of ending) mark(on, application.stage.id);
  return days.map((date) => ({ date, marks: (marks.get(date) ?? []).slice(0, mostMarks) }));
}

/** Applications sent this week in groups that are being worked on. When some of them have a target, only those count. */
export function sentThisWeek({ workspace, today, settings, rows }: Scene): TodayView['sent'] {
  const { from, to } = weekOf(today, settings.weekStart);
  const active = workspace.all(GroupKind).filter(({ content }) => content.active && content.archivedAt === null);
  const targets = new Map(
    active.flatMap(({ id, content }) => (content.weeklyTarget === null ? [] : [[id, content.weeklyTarget]])),
  );
  const applications = rows.filter((row) => {
    const { appliedOn, groupId } = row.application;
    return (
      appliedOn !== null && appliedOn >= from && appliedOn <= to && (targets.size === 0 ? isWorkedOn(row) : targets.has(groupId))
    );
  }).length;
  const target = targets.size === 0 ? null : [...targets.values()].reduce((sum, one) => sum + one, 0);
  return { applications, target };
}

const mostRecent = 6;

/** Steps entered since yesterday began, latest first; an import's are left out. */
export function sinceYesterday({ workspace, today, zone, rowsById }: Scene): RecentItem[] {
  const from = startOfDay(addDays(today, -1), zone);
  const steps = workspace
    .all(StageChangeKind)
    .filter(({ content: { at, voidedAt, by } }) => at >= from && voidedAt === null && by !== 'import');
  return steps
    .toSorted((a, b) => b.content.at - a.content.at)
    .slice(0, mostRecent)
    .flatMap(({ parentId, content: { at, to, sequence } }) => {
      const row = rowsById.get(parentId ?? '');
      const stage = workspace.get(StageKind, to)?.content;
      if (row === undefined) return [];
      const saved = sequence === 0 && stage?.kind === 'lead';
      return [{ application: refOf(row), to: saved ? null : (stage?.name ?? null), at: instantOf(at) }];
    });
}
