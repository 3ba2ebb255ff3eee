/** Tasks of one application, beside its facts. */
import './tasks.css';
import type { PanelPartProps } from '@sotto/features/applications/web';
import { openTask } from './open-task.ts';
import { useTasksAbout } from './queries.ts';
import { TaskRow } from './TaskRow.tsx';
import { texts } from './texts.ts';
import { titles } from './titles.ts';

const closedShown = 3;

export default function PanelTasks({ application }: PanelPartProps) {
  const tasks = useTasksAbout(application.id)?.filter(({ origin }) => origin === 'user') ?? [];
  const open = tasks.filter(({ status }) => status === 'open');
  const closed = tasks.filter(({ status }) => status !== 'open').slice(0, closedShown);
  const link = { kind: 'application', id: application.id, title: application.title, detail: application.company.name } as const;
  return (
    <section>
      <div className="section-head">
        <h3>{titles.tasks}</h3>
        {open.length > 0 && <span className="count">{open.length}</span>}
        <button type="button" className="link" disabled={application.readOnly} onClick={() => openTask({ link })}>
          {texts.add}
        </button>
      </div>
      {tasks.length === 0 && <p className="faint">{texts.none}</p>}
      <ul className="task-list">
        {[...open, ...closed].map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}
