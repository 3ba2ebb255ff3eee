/** The inputs of all fields of one's own, each in the way of its type. Draws nothing while there are none. */
import type { CustomValue } from '@sotto/domain';
import { Field, NativeSelect, TextInput } from '@sotto/ui';
import { useState } from 'react';
import { type FieldView, useFields } from './queries.ts';
import { texts } from './texts.ts';
import { inputTypeOf, labelsOf, readTyped } from './value-words.tsx';

export interface CustomInputsProps {
  /** By the field's id; absent or `null`: nothing. */
  readonly values: Readonly<Record<string, CustomValue | null | undefined>>;
  readonly onChange: (fieldId: string, value: CustomValue | null) => void;
  /** What the server did not take, by field. */
  readonly errorOf: (fieldId: string) => string | undefined;
}

export function CustomInputs({ values, onChange, errorOf }: CustomInputsProps) {
  const fields = useFields() ?? [];
  return fields.map((field) => (
    <CustomInput
      key={field.id}
      field={field}
      value={values[field.id] ?? null}
      onChange={(value) => onChange(field.id, value)}
      error={errorOf(field.id)}
    />
  ));
}

interface CustomInputProps {
  readonly field: FieldView;
  readonly value: CustomValue | null;
  readonly onChange: (value: CustomValue | null) => void;
  readonly error: string | undefined;
}

function CustomInput({ field, value, onChange, error }: CustomInputProps) {
  const [late, setLate] = useState<string | undefined>();
  const choices = labelsOf(field);
  return (
    <Field label={field.name} error={error ?? late} tone={error === undefined ? 'late' : 'danger'}>
      {choices ? (
        <NativeSelect value={typedOf(value)} onChange={(next) => onChange(readTyped(field, next))}>
          <option value="">{texts.notSaid}</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </NativeSelect>
      ) : (
        <Typed
          field={field}
          value={value}
          onChange={onChange}
          onLeave={(typed) =>
            setLate(field.type === 'link' && typed !== '' && !/^https?:\/\/\S+$/i.test(typed) ? texts.notAddress : undefined)
          }
        />
      )}
    </Field>
  );
}

function typedOf(value: CustomValue | null): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value === null ? '' : String(value);
}

interface TypedProps extends Omit<CustomInputProps, 'error'> {
  readonly onLeave: (typed: string) => void;
}

/** Keeps its text itself, so that `1.` on the way to `1.5` is not put right. */
function Typed({ field, value, onChange, onLeave }: TypedProps) {
  const [typed, setTyped] = useState(typedOf(value));
  return (
    <TextInput
      type={inputTypeOf(field)}
      step={field.type === 'number' ? 'any' : undefined}
      inputMode={field.type === 'number' ? 'decimal' : undefined}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readTyped(field, event.target.value));
      }}
      onBlur={() => onLeave(typed.trim())}
    />
  );
}
