/** Many tasks at once. What is done to one of them becomes of it as when it is changed alone: those that come again do. */
import { isDeepStrictEqual } from 'node:util';
import { changeRecords, removeRecord } from '@sotto/features/applications/server';
import { TaskKind, type BulkItems, type Due, type Stored, type Task } from '@sotto/domain';
import type { TasksChange } from '../api.ts';
import { changedTask, type Changing, type TaskSaid } from './change.ts';

type Said = Exclude<TasksChange, { kind: 'delete' }>;

/** Drafts a change of many tasks. Throws `invalid-input` for a task that is named twice. */
export function changeMany(changing: Changing, items: BulkItems, change: TasksChange) {
  const { workspace, draft } = changing;
  return changeRecords(changing, {
    kind: TaskKind,
    items,
    act: (stored) =>
      change.kind === 'delete'
        ? { removed: removeRecord(workspace, draft, { kind: TaskKind, stored }) }
        : withChange(changing, stored, change),
  });
}

function withChange(changing: Changing, { content }: Stored<Task>, change: Said) {
  const said = saidOf(content, change);
  // What comes again needs a day to be counted from.
  if (said.due === null && content.repeat !== null) return 'conflict';
  if (Object.entries(said).every(([name, value]) => isDeepStrictEqual(content[name as keyof Task], value))) return null;
  const next = changedTask(changing, content, said);
  return { content: next, ...along(changing, content, next) };
}

function saidOf({ due }: Task, change: Said): TaskSaid {
  if (change.kind === 'status') return { status: change.status };
  if (change.kind === 'priority') return { priority: change.priority };
  if (change.kind === 'snooze') return { snoozedUntil: change.until };
  return { due: change.on === null ? null : onDay(due, change.on) };
}

/** Another day at the same time, if one was said. */
function onDay(due: Due | null, on: Due['on']): Due {
  return { ...due, on };
}

/** The next one, made or taken back with this. */
function along({ workspace }: Changing, before: Task, after: Task) {
  if (after.nextId === before.nextId) return {};
  if (after.nextId !== null) return { made: after.nextId };
  const gone = before.nextId === null ? undefined : workspace.get(TaskKind, before.nextId);
  return gone === undefined ? {} : { also: [removedOf(gone)] };
}

function removedOf({ id, parentId, createdAt, content }: Stored<Task>) {
  return { kind: 'removed', record: { kind: TaskKind.number, id, parentId, createdAt, content }, below: [] } as const;
}
