/** Begins a group, or changes the words of one. */
import { Problem } from '@sotto/contract';
import { Button, Dialog, DialogBody, DialogFoot, Field, TextInput } from '@sotto/ui';
import { fieldError, navigate, notify } from '@sotto/ui/app';
import { type SubmitEvent, useState } from 'react';
import type { GroupView } from '../api.ts';
import { groupLinks } from './links.ts';
import { useCreateGroup, usePatchGroup } from './queries.ts';
import { texts } from './texts.ts';

export interface GroupDialogProps {
  /** The group to change; absent: a new one. */
  readonly group?: GroupView;
  readonly onClose: () => void;
}

export default function GroupDialog({ group, onClose }: GroupDialogProps) {
  const [name, setName] = useState(group?.name ?? '');
  const [goal, setGoal] = useState(group?.goal ?? '');
  const [target, setTarget] = useState(group?.weeklyTarget?.toString() ?? '');
  const [asked, setAsked] = useState(false);
  const create = useCreateGroup();
  const patch = usePatchGroup();
  const said = { name: name.trim(), goal: goal.trim() || null, weeklyTarget: target === '' ? null : Number(target) };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setAsked(true);
    if (said.name === '') return;
    if (group) patch.mutate({ id: group.id, revision: group.revision, ...said }, { onSuccess: () => done(texts.renamed) });
    else {
      create.mutate(said, {
        onSuccess: (made) => {
          done(texts.created(made.name));
          navigate(groupLinks.board(made.id));
        },
      });
    }
  }
  function done(text: string) {
    onClose();
    notify({ text });
  }

  const error = create.error ?? patch.error;
  return (
    <Dialog open onClose={onClose} title={group ? group.name : texts.newGroup} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <Field label={texts.name} help={texts.nameHelp} error={nameError(asked && said.name === '', error)}>
            <TextInput value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={texts.goal} optional={texts.ifYouLike} error={fieldError(error, 'goal')}>
            <TextInput value={goal} onChange={(event) => setGoal(event.target.value)} />
          </Field>
          <Field label={texts.weeklyTarget} optional={texts.ifYouLike} error={fieldError(error, 'weeklyTarget')}>
            <TextInput
              type="number"
              min={0}
              max={1000}
              inputMode="numeric"
              value={target}
              onChange={(event) => setTarget(event.target.value)}
            />
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending || patch.isPending}>
            {group ? texts.save : texts.create}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function nameError(missing: boolean, error: unknown): string | undefined {
  if (missing) return texts.nameNeeded;
  if (error instanceof Problem && (error.problem === 'already-exists' || error.problem === 'conflict')) return texts.taken;
  return fieldError(error, 'name');
}
