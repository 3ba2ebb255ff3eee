/** Tasks in the browser: reading and changing them, each change with its way back. */
import type { Client } from '@sotto/contract';
import type { Id, NamedLink, TaskLink } from '@sotto/domain';
import { useRestore } from '@sotto/features/applications/web';
import { useFormat } from '@sotto/features/settings/web';
import { type ConflictWords, isSame, notify, saveOverTelling, useApi, wayBack } from '@sotto/ui/app';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type NewTask, type TaskPatch, type TaskView, createTask, deleteTask, getTask, listTasks, patchTask } from '../api.ts';
import { refreshTasks } from './refresh.ts';
import { texts } from './texts.ts';

/** Open tasks about a record, by the day they show. */
export function useTasksAbout(about: Id) {
  const api = useApi();
  return useQuery({
    queryKey: ['tasks', about],
    queryFn: async ({ signal }) => (await api(listTasks, { query: { about } }, signal)).body.items,
  }).data;
}

/** All tasks, as many as are listed at once, and how many there are besides. */
export function useTasks() {
  const api = useApi();
  return useQuery({
    queryKey: ['tasks', 'all'],
    queryFn: async ({ signal }) => (await api(listTasks, { query: {} }, signal)).body,
  });
}

export function useCreateTask() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (task: NewTask) => (await api(createTask, { body: task })).body,
    onSuccess: async (task) => {
      notify({ text: texts.added(task.title), undo: () => void takeAway(api, queries, task) });
      await refreshTasks(queries);
    },
    meta: { shownBeside: ['invalid-input'] },
  });
}

async function takeAway(api: Client, queries: QueryClient, { id, revision }: TaskView): Promise<void> {
  await api(deleteTask, { params: { id }, query: { revision } });
  await refreshTasks(queries);
}

const labels = {
  title: texts.what,
  due: texts.due,
  repeat: texts.repeat,
  priority: texts.priority,
  notes: texts.notes,
  link: texts.aboutWhat,
};

/** `links`: whatever may have to be named. */
function wordsWith(links: readonly (NamedLink | null)[]): ConflictWords {
  return {
    labels,
    inWords: (field, value) => {
      const link = field === 'link' ? links.find((one) => one !== null && isSame(linkOf(one), value)) : null;
      return link ? texts.aboutRecord(link) : undefined;
    },
  };
}

/** As the server is told it. */
export function linkOf(link: NamedLink | null): TaskLink | null {
  return link && { kind: link.kind, id: link.id };
}

/** A task as a patch names its fields. */
function fieldsOf(task: TaskView) {
  return { ...task, link: linkOf(task.link) };
}

type Said = Omit<TaskPatch, 'revision'>;

/** What a form says of a task: what it is about with its name, for asking the person by. */
interface TaskChanges extends Omit<Said, 'link'> {
  readonly link?: NamedLink | null;
}

interface TaskToSave {
  /** As the form showed it. Where it changed elsewhere since, the person chooses. */
  readonly before: TaskView;
  readonly changes: TaskChanges;
}

function usePatch() {
  const api = useApi();
  return async (id: Id, { revision, ...said }: TaskPatch) =>
    (await api(patchTask, { params: { id }, body: { ...said, revision } })).body;
}

/** Saves a form. It answers what takes back what was saved; `null`: there is nothing to take back. */
export function useSaveTask() {
  const patch = usePatch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ before, changes: { link, ...fields } }: TaskToSave): Promise<TaskToSave | null> => {
      const changes: Said = { ...fields, ...(link !== undefined && { link: linkOf(link) }) };
      const { now, sent, over } = await saveOverTelling<TaskView, Said>(before, changes, {
        patch: (said, revision) => patch(before.id, { ...said, revision }),
        fieldsOf,
        wordsOf: (is) => wordsWith([link ?? null, is.link]),
      });
      const back = wayBack(sent, fieldsOf(over));
      if (Object.keys(back).length === 0) return null;
      return { before: now, changes: { ...back, ...('link' in back && { link: over.link }) } };
    },
    onSettled: () => refreshTasks(queries),
    meta: { shownBeside: ['invalid-input'] },
  });
}

function useSetStatus() {
  const patch = usePatch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ task: { id, revision }, status }: { readonly task: TaskView; readonly status: TaskView['status'] }) =>
      patch(id, { revision, status }),
    onSettled: () => refreshTasks(queries),
  });
}

/** Done, or open again; it says so, with the way back, and names the day on which it comes again. */
export function useTickTask() {
  const api = useApi();
  const format = useFormat();
  const set = useSetStatus();
  async function say({ title, status, nextId }: TaskView, undo: () => void): Promise<void> {
    if (status === 'open') return notify({ text: texts.reopened(title), undo });
    const next = nextId === null ? null : (await api(getTask, { params: { id: nextId } })).body.due;
    notify({ text: next === null ? texts.done(title) : texts.doneAgain(title, format.day(next.on)), undo });
  }
  return (task: TaskView): void => {
    const status = task.status === 'open' ? 'done' : 'open';
    set.mutate({ task, status }, { onSuccess: (now) => void say(now, () => set.mutate({ task: now, status: task.status })) });
  };
}

/** Deletes a task; it can be brought back while the notice shows. */
export function useDeleteTask() {
  const api = useApi();
  const queries = useQueryClient();
  const restore = useRestore(() => refreshTasks(queries));
  return useMutation({
    mutationFn: async ({ id, revision }: TaskView) => (await api(deleteTask, { params: { id }, query: { revision } })).body,
    onSuccess: async ({ undo }, { title }) => {
      notify({ text: texts.deleted(title), undo: () => restore.mutate(undo) });
      await refreshTasks(queries);
    },
  });
}
