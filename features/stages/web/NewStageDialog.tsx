import { Problem } from '@sotto/contract';
import { type KindOfStage, stageKinds } from '@sotto/domain';
import { Button, Dialog, DialogBody, DialogFoot, Field, Stage, TextInput } from '@sotto/ui';
import { Select } from '@sotto/ui/choice';
import { type SubmitEvent, useState } from 'react';
import { looksOf } from './looks.ts';
import { type DressedStage, useCreateStage } from './queries.ts';
import { kindNames, texts } from './texts.ts';

const looks = looksOf(stageKinds.map((kind) => ({ id: kind, kind })));
const kinds = stageKinds.map((kind) => ({
  value: kind,
  label: <Stage look={looks.get(kind) ?? 'saved'}>{kindNames[kind]}</Stage>,
}));
const first = 'first';

export function NewStageDialog({ stages, onClose }: { readonly stages: readonly DressedStage[]; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<KindOfStage>('screen');
  const [after, setAfter] = useState<string>(stages.findLast((stage) => stage.kind === 'screen')?.id ?? first);
  const [asked, setAsked] = useState(false);
  const create = useCreateStage();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '')
      create.mutate({ name: name.trim(), kind, after: after === first ? null : after }, { onSuccess: onClose });
  }

  return (
    <Dialog open onClose={onClose} title={texts.newTitle} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <Field label={texts.nameLabel} error={nameError(asked && name.trim() === '', create.error)}>
            <TextInput value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={texts.meaning} help={texts.meaningHelp}>
            <Select value={kind} onChange={setKind} options={kinds} />
          </Field>
          <Field label={texts.after}>
            <Select
              value={after}
              onChange={setAfter}
              options={[{ value: first, label: texts.first }, ...stages.map((stage) => ({ value: stage.id, label: stage.name }))]}
            />
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending}>
            {texts.create}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function nameError(missing: boolean, error: unknown): string | undefined {
  if (missing) return texts.nameNeeded;
  if (!(error instanceof Problem)) return undefined;
  return error.problem === 'already-exists' || error.problem === 'conflict' ? texts.taken : error.body.errors?.[0]?.message;
}
