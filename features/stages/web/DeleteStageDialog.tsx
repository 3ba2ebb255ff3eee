import { Button, Dialog, DialogBody, DialogFoot, Field, Stage } from '@sotto/ui';
import { notify } from '@sotto/ui/app';
import { Select } from '@sotto/ui/choice';
import { type SubmitEvent, useState } from 'react';
import { type DressedStage, useDeleteStage } from './queries.ts';
import { texts } from './texts.ts';

export interface DeleteStageDialogProps {
  readonly stage: DressedStage;
  readonly others: readonly DressedStage[];
  readonly onClose: () => void;
}

/** Deletes a stage, naming where its applications go. Histories go there too, so a place is asked for even when none is in it now. */
export function DeleteStageDialog({ stage, others, onClose }: DeleteStageDialogProps) {
  const [to, setTo] = useState((others.find((other) => other.kind === stage.kind) ?? others[0])?.id ?? '');
  const remove = useDeleteStage();

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const told = () => {
      onClose();
      notify({ text: texts.wasDeleted(stage.name) });
    };
    remove.mutate({ stage, to }, { onSuccess: told });
  }

  return (
    <Dialog open onClose={onClose} title={texts.delete(stage.name)} narrow>
      <form onSubmit={submit}>
        <DialogBody>
          {stage.applications > 0 && <p>{texts.deleteFull(stage.applications)}</p>}
          <Field label={texts.deleteTo}>
            <Select
              value={to}
              onChange={setTo}
              options={others.map(({ id, name, look }) => ({ value: id, label: <Stage look={look}>{name}</Stage> }))}
            />
          </Field>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="destroy" type="submit" disabled={remove.isPending}>
            {texts.deleteIt}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
