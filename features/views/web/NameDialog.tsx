import { Problem } from '@sotto/contract';
import { viewLimits } from '@sotto/domain';
import { Button, Checkbox, Dialog, DialogBody, DialogFoot, Field, TextInput } from '@sotto/ui';
import { type SubmitEvent, useState } from 'react';
import { texts } from './texts.ts';

export interface NameDialogProps {
  readonly title: string;
  readonly name: string;
  /** The group it may be kept to; absent: it is not asked. */
  readonly group?: string;
  readonly error: unknown;
  readonly onSave: (name: string, onlyHere: boolean) => void;
  readonly onClose: () => void;
}

/** Asks what a view is called. */
export function NameDialog({ title, name: before, group, error, onSave, onClose }: NameDialogProps) {
  const [name, setName] = useState(before);
  const [onlyHere, setOnlyHere] = useState(false);
  const [asked, setAsked] = useState(false);
  const isMissing = asked && name.trim() === '';
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    if (name.trim() !== '') onSave(name.trim(), onlyHere);
  }
  return (
    <Dialog open onClose={onClose} title={title} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <Field
            label={texts.name}
            error={isMissing ? texts.nameNeeded : error instanceof Problem ? error.body.detail : undefined}
          >
            <TextInput
              value={name}
              autoFocus
              maxLength={viewLimits.name}
              placeholder={texts.nameHint}
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          {group !== undefined && (
            <div className="field">
              <Checkbox checked={onlyHere} onChange={(event) => setOnlyHere(event.target.checked)}>
                {texts.onlyGroup(group)}
              </Checkbox>
              <span className="hint">{texts.onlyHelp}</span>
            </div>
          )}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit">
            {texts.keep}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
