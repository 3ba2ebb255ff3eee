/**
 * Tasks in the browser: the form that opens anywhere, the list of all, and those of one application in its panel.
 */
import { panelSections } from '@sotto/features/applications/web';
import { later } from '@sotto/ui';
import { type WebFeature, lazyView, useActions, useShortcut, useStore } from '@sotto/ui/app';
import { CircleCheck } from 'lucide-react';
import { taskLinks } from './links.ts';
import { openTask, taskForm } from './open-task.ts';
import { titles } from './titles.ts';

export { taskLinks } from './links.ts';
export { openTask } from './open-task.ts';
export { refreshTasks } from './refresh.ts';

export const tasksWeb: WebFeature = {
  name: 'tasks',
  routes: [
    {
      path: taskLinks.all().to,
      frame: 'app',
      title: titles.tasks,
      view: lazyView(() => import('./TasksPage.tsx'), 'TasksPage'),
    },
  ],
  fills: [panelSections.with({ name: 'tasks', order: 10, place: 'aside', view: later(() => import('./PanelTasks.tsx')) })],
  finds: { task: { title: titles.tasks, icon: CircleCheck, opens: (id) => taskLinks.task(id) } },
  always: OffersTask,
};

const TaskDialog = later(() => import('./TaskDialog.tsx'));

const offered = [
  {
    id: 'new-task',
    label: titles.newTask,
    icon: CircleCheck,
    keys: 't',
    also: titles.newAlso,
    run: (words: string) => openTask(words === '' ? {} : { title: words }),
  },
];

/** `t` and the palette offer a new task on every page. */
function OffersTask() {
  const start = useStore(taskForm);
  useActions(offered);
  useShortcut('t', titles.newTask, () => openTask());
  return start && <TaskDialog start={start} />;
}
