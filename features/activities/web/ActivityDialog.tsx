/** Adds an activity, or says one differently. */
import { Problem } from '@sotto/contract';
import { activityKinds, blankActivity, methods, type ActivityFields } from '@sotto/domain';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Checkbox, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextInput } from '@sotto/ui';
import { notify } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import type { ActivityView } from '../api.ts';
import { useSayActivity } from './queries.ts';
import { texts } from './texts.ts';

export interface ActivityDialogProps {
  /** `null`: a new one. */
  readonly activity: ActivityView | null;
  readonly onClose: () => void;
}

const lines = ['employer', 'position', 'contact', 'reachedAt', 'reference', 'result'] as const;

export function ActivityDialog({ activity, onClose }: ActivityDialogProps) {
  const today = useFormat().today();
  const [fields, setFields] = useState<ActivityFields>(() => fieldsOf(activity, today));
  const say = useSayActivity();
  const set = (part: Partial<ActivityFields>) => setFields({ ...fields, ...part });
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const trimmed = Object.fromEntries(lines.map((name) => [name, fields[name]?.trim() || null]));
    say.mutate(
      { activity, fields: { ...fields, ...trimmed } },
      {
        onSuccess: () => {
          onClose();
          notify({ text: activity === null ? texts.added : texts.saved });
        },
      },
    );
  }
  const errorOf = (field: string) =>
    say.error instanceof Problem ? say.error.body.errors?.find((one) => one.field === field)?.message : undefined;
  return (
    <Dialog open onClose={onClose} title={activity === null ? texts.add : texts.kinds[activity.kind]}>
      <form onSubmit={submit} noValidate>
        <DialogBody className="log-form">
          <Field label={texts.fields.on} error={errorOf('on')}>
            <TextInput type="date" max={today} value={fields.on} onChange={(event) => set({ on: event.target.value })} />
          </Field>
          <Field label={texts.fields.kind}>
            <NativeSelect value={fields.kind} onChange={(kind) => set({ kind: kind as ActivityFields['kind'] })}>
              {activityKinds.map((kind) => (
                <option key={kind} value={kind}>
                  {texts.kinds[kind]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {lines.map((name) => (
            <Field key={name} label={texts.fields[name]} optional={texts.ifYouLike} error={errorOf(name)}>
              <TextInput value={fields[name] ?? ''} onChange={(event) => set({ [name]: event.target.value })} />
            </Field>
          ))}
          <Field label={texts.fields.method} optional={texts.ifYouLike}>
            <NativeSelect
              value={fields.method ?? ''}
              onChange={(method) => set({ method: (method || null) as ActivityFields['method'] })}
            >
              <option value="">{texts.notSaid}</option>
              {methods.map((method) => (
                <option key={method} value={method}>
                  {texts.methods[method]}
                </option>
              ))}
            </NativeSelect>
          </Field>
          <Checkbox checked={fields.counts} onChange={(event) => set({ counts: event.target.checked })}>
            {texts.fields.counts}
          </Checkbox>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={say.isPending || fields.on === ''}>
            {texts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function fieldsOf(activity: ActivityView | null, today: string): ActivityFields {
  if (activity === null) return { ...blankActivity, on: today, kind: 'job_fair' };
  const { id: _, revision: __, of: ___, opens: ____, ...fields } = activity;
  return fields;
}
