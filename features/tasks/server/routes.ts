/** Who, may they, open, decide, keep, answer: for tasks. */
import { Problem } from '@sotto/contract';
import { refused, removeRecord, sealBulkUndo, sealUndo } from '@sotto/features/applications/server';
import { settingsOf } from '@sotto/features/settings/server';
import {
  blankTask,
  byHand,
  InterviewKind,
  parentOfTask,
  showsOn,
  TaskKind,
  withChanges,
  type Id,
  type Stored,
  type Task,
  type Zone,
} from '@sotto/domain';
import { askedBefore, route, type Route } from '@sotto/http';
import type { Platform } from '@sotto/runtime';
import type { Workspace } from '@sotto/workspace';
import { changeTasks, createTask, deleteTask, getTask, listTasks, patchTask, type NewTask, type TaskView } from '../api.ts';
import { changeMany } from './bulk.ts';
import { changedTask, checkLink } from './change.ts';
import { tasksByLink } from './records.ts';
import { taskView } from './views.ts';

const usualLimit = 200;

export function taskRoutes(platform: Platform): Route[] {
  const { workspaces, ids, now } = platform;
  return [
    route(listTasks, 'track', async ({ by, query: { status, about, limit = usualLimit } }) => {
      const workspace = await workspaces.read(by);
      const found = inOrder(tasksAbout(workspace, about), settingsOf(workspace).zone).filter(
        ({ content }) => status === undefined || content.status === status,
      );
      const items = found.slice(0, limit).map((task) => taskView(workspace, task));
      return { status: 200, body: { items, more: found.length - items.length } };
    }),

    route(createTask, 'track', async ({ by, body }) => {
      const { result, workspace } = await workspaces.change(by, (present, draft) => {
        const { made, createdFrom } = askedBefore(body, (id) => present.get(TaskKind, id));
        if (made !== null) return made;
        const id = body.id ?? ids.record();
        const content = newTask(present, body, { createdFrom, nowMs: now() });
        draft.create(TaskKind, { id, parentId: parentOfTask(content.link), content });
        return id;
      });
      return { status: 201, body: viewById(workspace, result) };
    }),

    route(getTask, 'track', async ({ by, params: { id } }) => ({
      status: 200,
      body: viewById(await workspaces.read(by), id),
    })),

    route(patchTask, 'track', async ({ by, params: { id }, body }) => {
      const { revision, ...said } = body;
      const { workspace } = await workspaces.change(by, (present, draft) => {
        const { content } = expected(present, id, revision);
        const next = changedTask({ workspace: present, draft, ids, now: now() }, content, said);
        draft.update(TaskKind, id, revision, next);
        draft.place(id, parentOfTask(next.link));
      });
      return { status: 200, body: viewById(workspace, id) };
    }),

    route(changeTasks, 'track', async ({ by, body: { items, change } }) => {
      const { result } = await workspaces.change(by, (workspace, draft) =>
        changeMany({ workspace, draft, ids, now: now() }, items, change),
      );
      return { status: 200, body: { items: result.items, undo: await sealBulkUndo(platform, by, result.done) } };
    }),

    route(deleteTask, 'track', async ({ by, params: { id }, query: { revision } }) => {
      const { result } = await workspaces.change(by, (present, draft) =>
        removeRecord(present, draft, { kind: TaskKind, stored: expected(present, id, revision) }),
      );
      return { status: 200, body: { undo: await sealUndo(platform, by, result) } };
    }),
  ];
}

function newTask(
  workspace: Workspace,
  { id: _, ...fields }: NewTask,
  { createdFrom, nowMs }: { createdFrom: string | null; nowMs: number },
): Task {
  const { link = null, rule = null, status = 'open' } = fields;
  checkLink(workspace, link);
  if (rule !== null && link === null) throw refused('link', 'A rule speaks of a record: name it.');
  const task = withChanges<Task>(
    { ...blankTask, ...byHand, title: fields.title, origin: rule === null ? 'user' : 'rule', createdFrom },
    { ...fields, doneAt: status === 'open' ? null : nowMs },
  );
  if (task.repeat !== null && task.due === null) throw refused('repeat', 'What comes again needs a day to begin with.');
  return { ...task, seriesFrom: task.repeat === null ? null : (task.due?.on ?? null) };
}

/** About a record; of an application also about its interviews. All of them when nothing is said. */
function tasksAbout(workspace: Workspace, about: Id | undefined): readonly Stored<Task>[] {
  if (about === undefined) return workspace.all(TaskKind);
  const interviews = workspace.children(InterviewKind, about).map(({ id }) => id);
  return [about, ...interviews].flatMap((id) => tasksByLink(workspace).get(id) ?? []);
}

/** Open ones by the day they show (those without one last), then the others, latest first. */
function inOrder(tasks: readonly Stored<Task>[], zone: Zone): Stored<Task>[] {
  const keyed = tasks.map((task) => ({ task, key: orderOf(task, zone) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ task }) => task);
}

function orderOf({ id, content }: Stored<Task>, zone: Zone): string {
  if (content.status === 'open') return `0 ${showsOn(content, zone) ?? '9999-99-99'} ${id}`;
  return `1 ${String(1e15 - (content.doneAt ?? 0)).padStart(16, '0')} ${id}`;
}

function expected(workspace: Workspace, id: Id, revision: number): Stored<Task> {
  const task = workspace.get(TaskKind, id);
  if (task === undefined) throw new Problem('not-found');
  if (task.revision !== revision) throw new Problem('stale-revision', { current: taskView(workspace, task) });
  return task;
}

function viewById(workspace: Workspace, id: Id): TaskView {
  const task = workspace.get(TaskKind, id);
  if (task === undefined) throw new Problem('not-found');
  return taskView(workspace, task);
}
