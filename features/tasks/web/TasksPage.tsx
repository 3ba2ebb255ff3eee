/** All tasks: open ones by the day they show, then what was done. */
import './tasks.css';
import { Block, Button, Checkbox, Empty, PageTitle, Skeleton } from '@sotto/ui';
import { navigate, useSearch } from '@sotto/ui/app';
import { useEffect, useEffectEvent } from 'react';
import type { TaskView } from '../api.ts';
import { taskLinks } from './links.ts';
import { openTask } from './open-task.ts';
import { useTasks } from './queries.ts';
import { TaskBulk } from './TaskBulk.tsx';
import { TaskRow } from './TaskRow.tsx';
import { texts } from './texts.ts';
import { titles } from './titles.ts';
import { type ListPicks, useTaskPicks } from './use-task-picks.ts';

export function TasksPage() {
  const { data } = useTasks();
  const tasks = data?.items.filter(({ origin }) => origin === 'user');
  const picks = useTaskPicks(tasks ?? none);
  const chosen = (tasks ?? none).filter(({ id }) => picks.picked.has(id));
  useOpened(tasks);
  return (
    <>
      <div className="scroll">
        <div className="tasks-page">
          <PageTitle lead={texts.lead} outermost>
            {titles.tasks}
          </PageTitle>
          {tasks === undefined ? <Skeleton lines={5} /> : <Lists tasks={tasks} picks={picks} />}
          {data !== undefined && data.more > 0 && <p className="faint">{texts.andMore(data.more)}</p>}
        </div>
      </div>
      {chosen.length > 0 && <TaskBulk tasks={chosen} onClear={picks.toggle} />}
    </>
  );
}

const none: readonly TaskView[] = [];

/** A task that the address names is opened, once it is known; the address forgets it, so that it can be asked for again. */
function useOpened(tasks: readonly TaskView[] | undefined): void {
  const { task: asked } = useSearch();
  const found = tasks?.find(({ id }) => id === asked);
  const open = useEffectEvent((task: TaskView) => {
    openTask({ task });
    navigate({ ...taskLinks.all(), replace: true });
  });
  useEffect(() => {
    if (found) open(found);
  }, [found]);
}

interface ListsProps {
  readonly tasks: readonly TaskView[];
  readonly picks: ListPicks;
}

function Lists({ tasks, picks }: ListsProps) {
  const open = tasks.filter(({ status }) => status === 'open');
  const closed = tasks.filter(({ status }) => status !== 'open');
  const add = (
    <Button look={tasks.length === 0 ? 'primary' : 'plain'} keys="t" onClick={() => openTask()}>
      {titles.newTask}
    </Button>
  );
  if (tasks.length === 0) {
    return (
      <Empty title={texts.noneAtAll} action={add}>
        {texts.noneLead}
      </Empty>
    );
  }
  const actions = (
    <>
      <Button look="quiet" onClick={picks.toggle}>
        {picks.isPicking ? texts.bulk.stop : texts.bulk.select}
      </Button>
      {add}
    </>
  );
  return (
    <>
      <Block title={texts.open} aside={open.length} actions={actions}>
        <List tasks={open} picks={picks} all={texts.bulk.allOpen} />
      </Block>
      {closed.length > 0 && (
        <Block title={texts.closed} aside={closed.length}>
          <List tasks={closed} picks={picks} all={texts.bulk.allClosed} />
        </Block>
      )}
    </>
  );
}

function List({ tasks, picks, all }: ListsProps & { readonly all: string }) {
  if (tasks.length === 0) return <p className="faint">{texts.none}</p>;
  const isWhole = tasks.every(({ id }) => picks.picked.has(id));
  const isPart = !isWhole && tasks.some(({ id }) => picks.picked.has(id));
  return (
    <>
      {picks.isPicking && (
        <div className="pick-all">
          <Checkbox checked={isWhole} some={isPart} onChange={() => picks.pickAll(tasks)}>
            {all}
          </Checkbox>
        </div>
      )}
      <ul className="task-list">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} withLink picks={picks.of(task)} />
        ))}
      </ul>
    </>
  );
}
