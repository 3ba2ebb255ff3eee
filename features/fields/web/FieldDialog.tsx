/** The form of a field: name, type, and of a choice its choices. */
import { Problem } from '@sotto/contract';
import { fieldLimits, fieldTypes, type FieldType } from '@sotto/domain';
import { Button, Dialog, DialogBody, DialogFoot, Field, IconButton, NativeSelect, TextInput } from '@sotto/ui';
import { ArrowUp, Plus, X } from 'lucide-react';
import { type SubmitEvent, useRef, useState } from 'react';
import type { FieldView } from '../api.ts';
import { useCreateField, usePatchField } from './queries.ts';
import { texts, typeNames } from './texts.ts';

/** `field`: the one that is changed; `null`: a new one. */
export function FieldDialog({ field, onClose }: { readonly field: FieldView | null; readonly onClose: () => void }) {
  const [name, setName] = useState(field?.name ?? '');
  const [type, setType] = useState<FieldType>(field?.type ?? 'text');
  const [choices, setChoices] = useState<readonly Choice[]>(() => field?.choices.map((one) => ({ ...one, key: one.id })) ?? []);
  const [asked, setAsked] = useState(false);
  const create = useCreateField();
  const patch = usePatchField();
  const error = create.error ?? patch.error;
  const errorOf = (about: string) =>
    error instanceof Problem ? error.body.errors?.find((one) => one.field.startsWith(about))?.message : undefined;
  const named = choices.filter((choice) => choice.name.trim() !== '');
  const isComplete = name.trim() !== '' && (type !== 'choice' || named.length > 0);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    if (!isComplete) return;
    const done = { onSuccess: onClose };
    if (field === null)
      create.mutate({ name, type, ...(type === 'choice' && { choices: named.map((choice) => choice.name) }) }, done);
    else patch.mutate({ field, name, type, ...(type === 'choice' && { choices: named.map(asKept) }) }, done);
  }

  return (
    <Dialog open onClose={onClose} title={field ? texts.editTitle : texts.newTitle} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <Field label={texts.name} error={asked && name.trim() === '' ? texts.nameNeeded : errorOf('name')}>
            <TextInput value={name} autoFocus maxLength={fieldLimits.name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <TypeOf type={type} isFixed={field !== null && field.values > 0} error={errorOf('type')} onChange={setType} />
          {type === 'choice' && (
            <Choices
              choices={choices}
              onChange={setChoices}
              error={asked && named.length === 0 ? texts.choiceNeeded : errorOf('choices')}
            />
          )}
          {error instanceof Problem && error.body.errors === undefined && <p className="hint danger">{error.body.detail}</p>}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending || patch.isPending}>
            {field ? texts.save : texts.create}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

interface TypeOfProps {
  readonly type: FieldType;
  readonly isFixed: boolean;
  readonly error: string | undefined;
  readonly onChange: (type: FieldType) => void;
}

function TypeOf({ type, isFixed, error, onChange }: TypeOfProps) {
  if (isFixed)
    return (
      <Field label={texts.type} help={texts.typeFixed} error={error}>
        <TextInput value={typeNames[type]} disabled />
      </Field>
    );
  return (
    <Field label={texts.type} error={error}>
      <NativeSelect value={type} onChange={(next) => onChange(fieldTypes.find((one) => one === next) ?? 'text')}>
        {fieldTypes.map((one) => (
          <option key={one} value={one}>
            {typeNames[one]}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}

/** `key` tells lines apart while they are typed; `id`: one that is kept already. */
interface Choice {
  readonly key: string;
  readonly id?: string;
  readonly name: string;
}

function asKept({ id, name }: Choice): { id?: string; name: string } {
  return id === undefined ? { name } : { id, name };
}

interface ChoicesProps {
  readonly choices: readonly Choice[];
  readonly onChange: (choices: readonly Choice[]) => void;
  readonly error: string | undefined;
}

function Choices({ choices, onChange, error }: ChoicesProps) {
  const shown = choices.length === 0 ? [{ key: 'first', name: '' }] : choices;
  const made = useRef(0);
  const add = () => onChange([...shown, { key: `new ${++made.current}`, name: '' }]);
  return (
    <fieldset className="field choices-input">
      <legend>{texts.choices}</legend>
      {shown.map((choice, at) => (
        <div key={choice.key} className="choice-line">
          <TextInput
            aria-label={texts.choice(at + 1)}
            value={choice.name}
            autoFocus={at > 0 && choice.id === undefined && choice.name === ''}
            maxLength={fieldLimits.name}
            onChange={(event) => onChange(shown.with(at, { ...choice, name: event.target.value }))}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || choice.name === '') return;
              event.preventDefault();
              add();
            }}
          />
          <IconButton
            icon={ArrowUp}
            size="small"
            label={texts.choiceUp(choice.name || texts.choice(at + 1))}
            disabled={at === 0}
            onClick={() => onChange(shown.toSpliced(at, 1).toSpliced(at - 1, 0, choice))}
          />
          <IconButton
            icon={X}
            size="small"
            label={texts.choiceAway(choice.name || texts.choice(at + 1))}
            onClick={() => onChange(shown.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button size="small" icon={Plus} disabled={shown.length >= fieldLimits.choices} onClick={add}>
        {texts.addChoice}
      </Button>
      <span className={error === undefined ? 'hint' : 'hint danger'}>{error ?? texts.choicesHelp}</span>
    </fieldset>
  );
}
