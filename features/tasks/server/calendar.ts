/** Tasks on the calendar: the person's own, on the day they show or at the time they are due. */
import {
  ApplicationKind,
  CompanyKind,
  ContactKind,
  dueAt,
  InterviewKind,
  showsOn,
  TaskKind,
  wallTime,
  type Stored,
  type Task,
  type TaskLink,
  type Zone,
} from '@sotto/domain';
import { plainMark, type CalendarMark, type CalendarSource, type MarkTime, type Workspace } from '@sotto/workspace';
import { linkView } from './views.ts';

export const calendar: readonly CalendarSource[] = [
  {
    name: 'tasks',
    kinds: [TaskKind, ApplicationKind, CompanyKind, ContactKind, InterviewKind],
    marks: (workspace, zone) => workspace.all(TaskKind).flatMap((task) => markOf(workspace, task, zone) ?? []),
  },
];

/** `null`: it has no day, was dropped, or is no more than what became of a rule's suggestion. */
function markOf(workspace: Workspace, { id, revision, content }: Stored<Task>, zone: Zone): CalendarMark | null {
  const { title, status, origin, repeat, link } = content;
  const when = whenOf(content, zone);
  if (when === null || origin === 'rule' || status === 'dropped') return null;
  return {
    ...plainMark,
    kind: 'task',
    id,
    revision,
    what: 'task',
    title,
    state: status === 'done' ? 'done' : 'open',
    repeats: repeat !== null,
    applicationId: applicationOf(workspace, link),
    about: link === null ? null : aboutOf(workspace, link),
    ...when,
  };
}

type When = Pick<CalendarMark, 'on' | 'time'> & ({ on: string; time: null } | { on: null; time: MarkTime });

/** One that was put off to another day has no time on it. */
function whenOf(task: Task, zone: Zone): When | null {
  const on = showsOn(task, zone);
  const at = dueAt(task.due);
  if (on === null) return null;
  if (task.due?.time == null || task.due.zone == null || at === null || task.snoozedUntil === on) return { on, time: null };
  const { due } = task;
  return {
    on: null,
    time: { startsAt: wallTime(task.due.on, task.due.time), endsAt: null, zone: due.zone ?? zone, start: at, end: at },
  };
}

function applicationOf(workspace: Workspace, link: TaskLink | null): string | null {
  if (link?.kind === 'application') return link.id;
  return link?.kind === 'interview' ? (workspace.get(InterviewKind, link.id)?.content.applicationId ?? null) : null;
}

/** A contact or a company; an application is told by itself. */
function aboutOf(workspace: Workspace, link: TaskLink): CalendarMark['about'] {
  if (link.kind !== 'contact' && link.kind !== 'company') return null;
  const named = linkView(workspace, link);
  return named === null ? null : { kind: link.kind, id: link.id, name: named.title };
}
