/**
 * What is done with a line of Today: told to the server in the calls that anyone makes, and how each is taken back.
 *
 * An act answers with its way back. What is done about a suggestion is kept as a task of its rule: a follow-up that is done
 * counts as a nudge, an open one puts the suggestion off.
 */
import type { Client } from '@sotto/contract';
import type { Id, RuleName, TaskLink } from '@sotto/domain';
import { moveApplication, patchApplication, voidStep } from '@sotto/features/applications/api';
import { patchInterview } from '@sotto/features/interviews/api';
import { createTask, deleteTask, patchTask, type TaskPatch } from '@sotto/features/tasks/api';
import type { ApplicationRef, DueItem, EndingItem, QuietItem, Seen } from '../api.ts';
import type { Line } from './lines.ts';
import { texts } from './texts.ts';

/** Takes back what was done. */
export type WayBack = () => Promise<unknown>;
export type Act = (api: Client) => Promise<WayBack>;

/** Done: a task, a next action, a follow-up, thanks. `today`: the date Today is of. */
export function doneWith(item: DueItem, today: string): Act {
  const { what, application, interview, task } = item;
  if (what === 'task' && task !== null) return patchingTask(task, { status: 'done' }, { status: 'open' });
  if (what === 'next_action' && application !== null)
    return patchingNextAction(application, null, { text: item.title ?? '', dueOn: item.on });
  if (what === 'thank_you' && interview !== null) return thanking(interview, today);
  return followingUp(application, task);
}

/** Follows up on an application: noted as done, once. */
export function followingUp(application: ApplicationRef | null, task: Seen | null): Act {
  if (application === null) return nothing;
  const link = { kind: 'application', id: application.id } as const;
  return task === null
    ? makingTask({ title: texts.follow(application.company.name), link, rule: 'follow_up', status: 'done' })
    : patchingTask(task, { status: 'done' }, { status: 'open' });
}

/** Not before `until`. */
export function puttingOff(line: Line, until: string): Act {
  if (line.list === 'due' && line.item.what === 'task' && line.item.task !== null)
    return patchingTask(line.item.task, { snoozedUntil: until }, { snoozedUntil: line.item.on });
  if (line.list === 'due' && line.item.what === 'next_action' && line.item.application !== null) {
    const text = line.item.title ?? '';
    return patchingNextAction(line.item.application, { text, dueOn: until }, { text, dueOn: line.item.on });
  }
  const { task } = line.item;
  if (task !== null) return patchingTask(task, { snoozedUntil: until }, { snoozedUntil: null });
  const about = suggested(line);
  return about === null ? nothing : makingTask({ title: line.title, ...about, snoozedUntil: until });
}

/** Not suggested again for this interview. */
export function skippingThanks(line: Line): Act {
  const about = suggested(line);
  return about === null ? nothing : makingTask({ title: line.title, ...about, status: 'dropped' });
}

/** The rule by which each of these lines stands there. */
const rulesOf = {
  closing: 'stale',
  lying: 'stale',
  respond_by: 'respond_by',
  silence: 'silence',
  heard_again: 'silence',
} as const satisfies Record<EndingItem['what'] | QuietItem['what'], RuleName>;

/** The rule that a line comes from, and the record it speaks of. */
function suggested({ list, item }: Line): { rule: RuleName; link: TaskLink } | null {
  if (list === 'due' && item.what === 'thank_you' && item.interview !== null)
    return { rule: 'thank_you', link: { kind: 'interview', id: item.interview.id } };
  if (item.application === null) return null;
  const link = { kind: 'application', id: item.application.id } as const;
  if (list === 'due') return { rule: 'follow_up', link };
  return { rule: rulesOf[item.what], link };
}

/** To another stage. */
export function movingTo({ id, revision }: ApplicationRef, stageId: Id): Act {
  return async (api) => {
    const { body } = await api(moveApplication, { params: { id }, body: { stageId, revision } });
    const step = body.history.findLast((one) => one.voidedAt === null && one.to.id === stageId);
    return async () => step && (await api(voidStep, { params: { id, stepId: step.id }, body: { revision: body.revision } }));
  };
}

function patchingTask({ id, revision }: Seen, change: Omit<TaskPatch, 'revision'>, back: Omit<TaskPatch, 'revision'>): Act {
  return async (api) => {
    const now = (await api(patchTask, { params: { id }, body: { revision, ...change } })).body;
    return () => api(patchTask, { params: { id }, body: { revision: now.revision, ...back } });
  };
}

function makingTask(body: Parameters<typeof makeBody>[0]): Act {
  return async (api) => {
    const { id, revision } = (await api(createTask, { body: makeBody(body) })).body;
    return () => api(deleteTask, { params: { id }, query: { revision } });
  };
}

const makeBody = (body: { title: string; link: TaskLink; rule: RuleName; status?: 'done' | 'dropped'; snoozedUntil?: string }) =>
  body;

type NextAction = { readonly text: string; readonly dueOn: string } | null;

function patchingNextAction({ id, revision }: ApplicationRef, nextAction: NextAction, before: NextAction): Act {
  return async (api) => {
    const now = (await api(patchApplication, { params: { id }, body: { revision, nextAction } })).body;
    return () => api(patchApplication, { params: { id }, body: { revision: now.revision, nextAction: before } });
  };
}

function thanking({ id, revision }: Seen, today: string): Act {
  return async (api) => {
    const now = (await api(patchInterview, { params: { id }, body: { revision, thankYouSentOn: today } })).body;
    return () => api(patchInterview, { params: { id }, body: { revision: now.revision, thankYouSentOn: null } });
  };
}

const nothing: Act = async () => async () => undefined;
