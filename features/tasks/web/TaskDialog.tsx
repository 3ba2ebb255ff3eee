/** Notes a task, or changes one. */
import './tasks.css';
import { linkedKinds, priorities, recurrenceUnits, type Recurrence } from '@sotto/domain';
import { AboutFields, useAbout } from '@sotto/features/search/web';
import { useSettings } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextArea, TextInput } from '@sotto/ui';
import { fieldError, notify } from '@sotto/ui/app';
import { type SubmitEvent, useRef, useState } from 'react';
import type { TaskView } from '../api.ts';
import { closeTask, type TaskStart } from './open-task.ts';
import { linkOf, useCreateTask, useDeleteTask, useSaveTask } from './queries.ts';
import { texts } from './texts.ts';
import { titles } from './titles.ts';

/** What is in the form, as it is typed; empty: nothing is said. */
interface Typed {
  readonly title: string;
  readonly on: string;
  readonly time: string;
  readonly every: string;
  readonly unit: Recurrence['unit'] | '';
  readonly priority: string;
  readonly notes: string;
}

function typedOf(start: TaskStart): Typed {
  const task = 'task' in start ? start.task : null;
  return {
    title: task?.title ?? ('task' in start ? '' : (start.title ?? '')),
    on: task?.due?.on ?? ('task' in start ? '' : (start.on ?? '')),
    time: task?.due?.time ?? '',
    every: String(task?.repeat?.every ?? 1),
    unit: task?.repeat?.unit ?? '',
    priority: task?.priority ?? '',
    notes: task?.notes ?? '',
  };
}

/** What is said by it. A time that stays as it was keeps the zone it was said in. */
function saidIn(typed: Typed, task: TaskView | null, here: string) {
  const zone = typed.time === task?.due?.time ? (task.due.zone ?? here) : here;
  return {
    title: typed.title.trim(),
    due: typed.on === '' ? null : { on: typed.on, ...(typed.time !== '' && { time: typed.time, zone }) },
    repeat: typed.unit === '' ? null : { every: Math.max(1, Number(typed.every) || 1), unit: typed.unit },
    priority: priorities.find((one) => one === typed.priority) ?? null,
    notes: typed.notes.trim() === '' ? null : typed.notes,
  };
}

export default function TaskDialog({ start }: { readonly start: TaskStart }) {
  const task = 'task' in start ? start.task : null;
  const link = 'task' in start ? start.task.link : (start.link ?? null);
  const [typed, setTyped] = useState(() => typedOf(start));
  const [asked, setAsked] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const zone = useSettings()?.zone ?? 'UTC';
  const create = useCreateTask();
  const save = useSaveTask();
  const remove = useDeleteTask();
  const about = useAbout(linkedKinds, link);
  const change = (more: Partial<Typed>) => setTyped({ ...typed, ...more });
  const said = saidIn(typed, task, zone);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    const { chosen } = about;
    if (said.title === '' || (said.repeat !== null && said.due === null) || chosen === undefined) return;
    if (task === null) return create.mutate({ ...said, link: linkOf(chosen) }, { onSuccess: closeTask });
    // What it is about is said only when it is another: a company that is gone for now may come back.
    const moved = chosen?.id !== task.link?.id && { link: chosen };
    save.mutate(
      { before: task, changes: { ...said, ...moved } },
      {
        onSuccess: (back) => {
          closeTask();
          notify({ text: texts.saved, ...(back && { undo: () => save.mutate(back) }) });
        },
      },
    );
  }

  const error = create.error ?? save.error;
  const needsDay = asked && said.repeat !== null && said.due === null;
  return (
    <Dialog open onClose={closeTask} title={task === null ? titles.newTask : texts.task} narrow initialFocus={first}>
      <form onSubmit={submit} noValidate>
        <DialogBody className="task-form">
          <Field label={texts.what} error={asked && said.title === '' ? texts.whatNeeded : fieldError(error, 'title')}>
            <TextInput
              ref={first}
              value={typed.title}
              maxLength={300}
              onChange={(event) => change({ title: event.target.value })}
            />
          </Field>
          <div className="pair">
            <Field label={texts.due} optional={texts.optional} error={needsDay ? texts.repeatNeedsDay : fieldError(error, 'due')}>
              <TextInput type="date" value={typed.on} onChange={(event) => change({ on: event.target.value })} />
            </Field>
            <Field label={texts.time} optional={texts.optional}>
              <TextInput
                type="time"
                value={typed.time}
                disabled={typed.on === ''}
                onChange={(event) => change({ time: event.target.value })}
              />
            </Field>
          </div>
          <Repeat typed={typed} onChange={change} />
          <Field label={texts.priority} optional={texts.optional}>
            <NativeSelect value={typed.priority} onChange={(priority) => change({ priority })}>
              <option value="">{texts.noPriority}</option>
              {priorities.map((one) => (
                <option key={one} value={one}>
                  {texts.priorities[one]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <AboutFields about={about} asked={asked} error={fieldError(error, 'link')} />
          <Field label={texts.notes} optional={texts.optional} error={fieldError(error, 'notes')}>
            <TextArea rows={2} value={typed.notes} onChange={(event) => change({ notes: event.target.value })} />
          </Field>
        </DialogBody>
        <DialogFoot>
          {task !== null && (
            <Button look="quiet" onClick={() => remove.mutate(task, { onSuccess: closeTask })}>
              {texts.remove}
            </Button>
          )}
          <Button look="quiet" onClick={closeTask}>
            {texts.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={create.isPending || save.isPending}>
            {task === null ? texts.add : texts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

interface RepeatProps {
  readonly typed: Typed;
  readonly onChange: (more: Partial<Typed>) => void;
}

/** Never, or every so many days, weeks or months. */
function Repeat({ typed, onChange }: RepeatProps) {
  return (
    <div className="pair">
      <Field label={texts.repeat}>
        <NativeSelect
          value={typed.unit}
          onChange={(unit) => onChange({ unit: recurrenceUnits.find((one) => one === unit) ?? '' })}
        >
          <option value="">{texts.never}</option>
          {recurrenceUnits.map((unit) => (
            <option key={unit} value={unit}>
              {texts.units[unit]}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {typed.unit !== '' && (
        <Field label={texts.every}>
          <TextInput
            type="number"
            min={1}
            max={99}
            inputMode="numeric"
            value={typed.every}
            onChange={(event) => onChange({ every: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}
