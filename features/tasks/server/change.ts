/** What becomes of a task when it is changed: done ones that come again make the next, and take it back when they are opened again. */
import { isDeepStrictEqual } from 'node:util';
import { refused } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import {
  dateOf,
  nextTask,
  parentOfTask,
  TaskKind,
  withChanges,
  type Id,
  type Ids,
  type Task,
  type TaskLink,
} from '@sotto/domain';
import type { Draft, Workspace } from '@sotto/workspace';
import type { TaskPatch } from '../api.ts';
import { linkView } from './views.ts';

/** One decision in which tasks change. */
export interface Changing {
  readonly workspace: Workspace;
  readonly draft: Draft;
  readonly ids: Ids;
  readonly now: number;
}

/** What is said of a task; the revision stands elsewhere. */
export type TaskSaid = Omit<TaskPatch, 'revision'>;

/** A task as the patch says; drafts what else becomes of that. Throws `invalid-input` for a recurrence without a day to count from. */
export function changedTask(changing: Changing, content: Task, patch: TaskSaid): Task {
  checkMove(changing.workspace, content, patch.link);
  const { status, ...fields } = patch;
  const said = withSeries(withChanges<Task>(content, fields), patch);
  return status === undefined ? said : withStatus(changing, said, status);
}

/** What became of a rule's suggestion stays with the record the rule spoke of. */
function checkMove(workspace: Workspace, { link, rule }: Task, said: TaskLink | null | undefined): void {
  if (said === undefined || isDeepStrictEqual(said, link)) return;
  if (rule !== null) throw refused('link', 'It answers a suggestion about this record, and stays with it.');
  checkLink(workspace, said);
}

/** Throws `invalid-input` when there is no such record to be about. */
export function checkLink(workspace: Workspace, link: TaskLink | null): void {
  if (link !== null && linkView(workspace, link) === null) throw refused('link', 'There is no such record.');
}

/** The series is counted anew from a day that is said anew. */
function withSeries(task: Task, { due, repeat }: TaskSaid): Task {
  if (task.repeat === null) return { ...task, seriesFrom: null };
  if (task.due === null) throw refused('repeat', 'What comes again needs a day to begin with.');
  return due === undefined && repeat === undefined ? task : { ...task, seriesFrom: task.due.on };
}

function withStatus(changing: Changing, task: Task, status: Task['status']): Task {
  if (status === task.status) return task;
  if (status === 'open') return { ...task, status, doneAt: null, nextId: takeBackNext(changing, task.nextId) };
  const done = { ...task, status, doneAt: changing.now };
  return status === 'done' && task.nextId === null ? { ...done, nextId: makeNext(changing, done) } : done;
}

function makeNext({ workspace, draft, ids, now }: Changing, task: Task): Id | null {
  const content = nextTask(task, dateOf(now, settingsOf(workspace).zone));
  if (content === null) return null;
  const id = ids.record();
  draft.create(TaskKind, { id, parentId: parentOfTask(content.link), content });
  return id;
}

/** The next one goes again unless someone has touched it. Answers its id when it stays, so that it is not made twice. */
function takeBackNext({ workspace, draft }: Changing, nextId: Id | null): Id | null {
  const next = nextId === null ? undefined : workspace.get(TaskKind, nextId);
  if (next === undefined || next.revision > 1) return next?.id ?? null;
  draft.remove(TaskKind, next.id, next.revision);
  return null;
}
