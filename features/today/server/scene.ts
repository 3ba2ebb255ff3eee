/** All that Today is told from, gathered once: settings, applications that are being worked on, and what was done about them. */
import {
  InterviewKind,
  type CalendarDate,
  type Course,
  type Id,
  type RuleName,
  type Settings,
  type Stored,
  type Task,
  type Zone,
} from '@sotto/domain';
import { rowsOf, type Row } from '@sotto/features/applications/server';
import { interviewsInOrder, type Timed } from '@sotto/features/interviews/server';
import { settingsOf } from '@sotto/features/settings/server';
import { tasksByLink } from '@sotto/features/tasks/server';
import type { Workspace } from '@sotto/workspace';
import type { ApplicationRef, Seen } from '../api.ts';
import { wordsByApplication } from './heard.ts';

export interface Scene {
  readonly workspace: Workspace;
  readonly today: CalendarDate;
  readonly settings: Settings;
  readonly zone: Zone;
  readonly rows: readonly Row[];
  readonly rowsById: ReadonlyMap<Id, Row>;
  /** By time, earliest first. */
  readonly interviews: readonly Timed[];
  /** The last that happened of an application besides its stages, epoch ms. */
  readonly lastEvents: ReadonlyMap<Id, number>;
}

export function sceneOf(workspace: Workspace, today: CalendarDate): Scene {
  const settings = settingsOf(workspace);
  const rows = rowsOf(workspace);
  const interviews = interviewsInOrder(workspace);
  return {
    workspace,
    today,
    settings,
    zone: settings.zone,
    rows,
    rowsById: workspace.derived('rows by id', [], () => new Map(rows.map((row) => [row.id, row]))),
    interviews,
    lastEvents: lastEventsOf(workspace, interviews),
  };
}

/** One that is still to come is an event too: whoever has an appointment has not fallen silent. */
function lastEventsOf(workspace: Workspace, interviews: readonly Timed[]): Map<Id, number> {
  const last = new Map(wordsByApplication(workspace).heard);
  for (const { interview, end } of interviews) {
    const { applicationId, status } = interview.content;
    if (status === 'planned' || status === 'done') last.set(applicationId, Math.max(end, last.get(applicationId) ?? 0));
  }
  return last;
}

/** Applications the rules speak of: those of groups that are being worked on. */
export function isWorkedOn({ group }: Row): boolean {
  return group.active && group.archivedAt === null;
}

/** An application's course, as its clocks see it. */
export function courseOf({ workspace, lastEvents }: Scene, { id, application, stage }: Row): Course {
  const tasks = tasksByLink(workspace).get(id) ?? none;
  const written = wordsByApplication(workspace).written.get(id) ?? noNudges;
  return {
    stageKind: stage.kind,
    stageSince: application.stageSince,
    lastEvent: lastEvents.get(id) ?? null,
    nudges: tasks.length === 0 ? written : [...written, ...tasks.flatMap(({ content }) => nudgeAt(content) ?? [])],
  };
}

const none: readonly Stored<Task>[] = [];
const noNudges: readonly number[] = [];

function nudgeAt({ rule, status, doneAt }: Task): number | null {
  return rule === 'follow_up' && status === 'done' ? doneAt : null;
}

/** The open task by which a rule's suggestion about a record was put off; `undefined`: it was not. */
export function putOff({ workspace }: Scene, aboutId: Id, rule: RuleName): Stored<Task> | undefined {
  return tasksByLink(workspace)
    .get(aboutId)
    ?.findLast(({ content }) => content.rule === rule && content.status === 'open');
}

/** Whether a suggestion about a record was dropped for good. */
export function isDropped({ workspace }: Scene, aboutId: Id, rule: RuleName): boolean {
  const tasks = tasksByLink(workspace).get(aboutId) ?? none;
  return tasks.some(({ content }) => content.rule === rule && content.status === 'dropped');
}

/** The later of a day and the day something was put off to. */
export function later(on: CalendarDate, task: Stored<Task> | undefined): CalendarDate {
  const until = task?.content.snoozedUntil ?? null;
  return until !== null && until > on ? until : on;
}

export function seen(record: Stored<unknown> | undefined): Seen | null {
  return record === undefined ? null : { id: record.id, revision: record.revision };
}

export function refOf({ stored, application, company, stage }: Row): ApplicationRef {
  return {
    id: stored.id,
    revision: stored.revision,
    title: application.title,
    company: { id: application.companyId, name: company.name },
    stage: { id: application.stageId, name: stage.name, kind: stage.kind },
    url: application.url,
  };
}

/** The application that a record belongs to: itself, or an interview's. */
export function rowAbout({ workspace, rowsById }: Scene, id: Id): Row | undefined {
  return rowsById.get(id) ?? rowsById.get(workspace.get(InterviewKind, id)?.content.applicationId ?? '');
}
