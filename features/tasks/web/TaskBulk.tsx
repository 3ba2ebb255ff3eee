/** What can be done with the selected tasks; each can be undone. */
import { addDays, priorities } from '@sotto/domain';
import { undoChange } from '@sotto/features/applications/api';
import { useFormat } from '@sotto/features/settings/web';
import { BulkBar, Button, Field, IconButton, Menu, Popover, TextInput } from '@sotto/ui';
import { useApi } from '@sotto/ui/app';
import { useBulk } from '@sotto/ui/records';
import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { changeTasks, type TasksChange, type TaskView } from '../api.ts';
import { refreshTasks } from './refresh.ts';
import { texts } from './texts.ts';

const { bulk: words } = texts;

export function TaskBulk({ tasks, onClear }: { readonly tasks: readonly TaskView[]; readonly onClear: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const format = useFormat();
  const bulk = useBulk<TasksChange>({
    send: async (items, change) => (await api(changeTasks, { body: { items, change } })).body,
    undo: (undo) => api(undoChange, { body: { undo } }),
    refresh: () => refreshTasks(queries),
    left: words.left,
  });
  const act = (change: TasksChange, said: (count: number) => string) =>
    bulk.mutate({ rows: tasks, change, said, onDone: onClear });
  const snooze = (until: string | null) =>
    act({ kind: 'snooze', until }, until === null ? words.changed : (count) => words.snoozed(count, format.day(until)));
  const due = (on: string | null) =>
    act({ kind: 'due', on }, on === null ? words.changed : (count) => words.dueSet(count, format.day(on)));
  return (
    <BulkBar count={words.picked(tasks.length)}>
      {tasks.some(({ status }) => status === 'open') && (
        <Button look="quiet" onClick={() => act({ kind: 'status', status: 'done' }, words.finished)}>
          {words.finish}
        </Button>
      )}
      {tasks.some(({ status }) => status !== 'open') && (
        <Button look="quiet" onClick={() => act({ kind: 'status', status: 'open' }, words.reopened)}>
          {words.reopen}
        </Button>
      )}
      <OnDay act={words.snooze} label={words.snoozeUntil} none={words.noSnooze} onDay={snooze} />
      <OnDay act={words.due} label={words.dueOn} help={words.dueHelp} none={words.noDue} onDay={due} />
      <Menu
        label={texts.priority}
        items={[
          ...priorities.map((priority) => ({
            id: priority,
            label: texts.priorities[priority],
            run: () => act({ kind: 'priority', priority }, words.changed),
          })),
          { kind: 'rule', id: 'rule' },
          { id: 'none', label: texts.noPriority, run: () => act({ kind: 'priority', priority: null }, words.changed) },
        ]}
        trigger={(props) => (
          <Button look="quiet" {...props}>
            {texts.priority}
          </Button>
        )}
      />
      <Button look="warned" onClick={() => act({ kind: 'delete' }, words.deleted)}>
        {words.delete}
      </Button>
      <IconButton icon={X} size="small" label={words.clear} onClick={onClear} />
    </BulkBar>
  );
}

interface OnDayProps {
  /** What the button says. */
  readonly act: string;
  readonly label: string;
  readonly help?: string;
  /** What takes the day away. */
  readonly none: string;
  readonly onDay: (day: string | null) => void;
}

/** A button that asks for a day, tomorrow unless another is said. */
function OnDay({ act, label, help, none, onDay }: OnDayProps) {
  const tomorrow = addDays(useFormat().today(), 1);
  const [day, setDay] = useState(tomorrow);
  return (
    <Popover
      label={act}
      trigger={(props) => (
        <Button look="quiet" {...props}>
          {act}
        </Button>
      )}
    >
      {(close) => (
        <form
          className="day-form"
          onSubmit={(event) => {
            event.preventDefault();
            close();
            onDay(day);
          }}
        >
          <Field label={label} help={help}>
            <TextInput type="date" value={day} autoFocus onChange={(event) => setDay(event.target.value)} />
          </Field>
          <div className="buttons">
            <Button type="submit" look="primary" disabled={day === ''}>
              {words.set}
            </Button>
            <Button
              look="quiet"
              onClick={() => {
                close();
                onDay(null);
              }}
            >
              {none}
            </Button>
          </div>
        </form>
      )}
    </Popover>
  );
}
