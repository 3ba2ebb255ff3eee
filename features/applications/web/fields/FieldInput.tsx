/** One field of an application, filled in the way its kind asks for. Values are the API's own: `null` is empty. */
import './fields.css';
import type { ApplicationPatch } from '../../api.ts';
import { Field, NativeSelect, TextArea, TextInput, classes } from '@sotto/ui';
import { useState } from 'react';
import { choiceInWords } from './choice-words.ts';
import { type FieldName, type FieldSpec, fieldTable } from './field-table.ts';
import { PayInput } from './PayInput.tsx';
import { fieldTexts } from './texts.ts';

export type Values = Partial<Pick<ApplicationPatch, FieldName>>;

export interface FieldInputProps {
  readonly name: FieldName;
  readonly values: Values;
  readonly onChange: (change: Values) => void;
  /** Proposed for new amounts. */
  readonly currency: string;
  readonly optional?: string | undefined;
  /** In place of what the table says. */
  readonly help?: string | undefined;
  /** In an empty link. */
  readonly placeholder?: string | undefined;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

export function FieldInput({ name, values, onChange, currency, optional, help, placeholder, error, autoFocus }: FieldInputProps) {
  const spec: FieldSpec = fieldTable[name];
  const value: unknown = values[name] ?? null;
  // Safe: each kind of input below answers with the type that the table gives its field, which the contract checks again.
  const set = (next: unknown) => onChange({ [name]: next });
  const [late, setLate] = useState<string | undefined>();
  const wrong = error ?? late;
  return (
    <Field
      label={spec.label}
      help={help ?? spec.help}
      optional={optional}
      error={wrong}
      tone={error === undefined ? 'late' : 'danger'}
      className={classes(`of-${spec.kind}`, spec.kind === 'prose' && 'wide')}
    >
      <InputOf
        spec={spec}
        value={value}
        set={set}
        currency={currency}
        placeholder={placeholder}
        autoFocus={autoFocus ?? false}
        onLate={setLate}
      />
    </Field>
  );
}

interface InputOfProps {
  readonly spec: FieldSpec;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
  readonly currency: string;
  readonly placeholder: string | undefined;
  readonly autoFocus: boolean;
  readonly onLate: (sentence: string | undefined) => void;
}

/** Safe assertions below: the table gives each field the kind of its type, and the contract checks what is sent. */
function InputOf({ spec, value, set, currency, placeholder, autoFocus, onLate }: InputOfProps) {
  switch (spec.kind) {
    case 'line':
      return <TextInput value={textOf(value)} autoFocus={autoFocus} onChange={(event) => set(event.target.value || null)} />;
    case 'url':
      return (
        <TextInput
          type="url"
          inputMode="url"
          placeholder={placeholder}
          value={textOf(value)}
          autoFocus={autoFocus}
          onChange={(event) => set(event.target.value.trim() || null)}
          onBlur={(event) =>
            onLate(
              event.target.value === '' || /^https?:\/\/\S+$/i.test(event.target.value.trim())
                ? undefined
                : fieldTexts.notAddress,
            )
          }
        />
      );
    case 'date':
      return (
        <TextInput
          type="date"
          value={textOf(value)}
          autoFocus={autoFocus}
          onChange={(event) => set(event.target.value || null)}
        />
      );
    case 'prose':
      return (
        <TextArea
          rows={spec.rows}
          value={textOf(value)}
          autoFocus={autoFocus}
          onChange={(event) => set(event.target.value || null)}
        />
      );
    case 'choice':
      return <Choice choices={spec.choices} value={value} set={set} words={(choice) => choiceInWords[choice] ?? choice} />;
    case 'rating':
      return (
        <Choice
          choices={['1', '2', '3', '4', '5']}
          value={typeof value === 'number' ? String(value) : null}
          set={(next) => set(next === null ? null : Number(next))}
          words={(choice) => fieldTexts.rating(Number(choice))}
        />
      );
    case 'tags':
      return <TagsInput value={Array.isArray(value) ? value : []} set={set} />;
    case 'pay':
      return <PayInput value={value as Pay | null} onChange={set} currency={currency} />;
    case 'place':
      return <PlaceInput value={value as Place | null} set={set} />;
    case 'next':
      return <NextInput value={value as NextAction | null} set={set} />;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

interface ChoiceProps {
  readonly choices: readonly string[];
  readonly value: unknown;
  readonly set: (value: string | null) => void;
  readonly words: (choice: string) => string;
}

/** The browser's own list: light, and best on a phone. */
function Choice({ choices, value, set, words }: ChoiceProps) {
  return (
    <NativeSelect value={textOf(value)} onChange={(next) => set(next === '' ? null : next)}>
      <option value="">{fieldTexts.notSaid}</option>
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {words(choice)}
        </option>
      ))}
    </NativeSelect>
  );
}

function TagsInput({ value, set }: { readonly value: readonly string[]; readonly set: (tags: string[]) => void }) {
  const [text, setText] = useState(value.join(', '));
  return (
    <TextInput
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        set(
          event.target.value
            .split(',')
            .map((tag) => tag.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}

type Pay = NonNullable<Values['compensation']>;
type Place = NonNullable<Values['location']>;
const placeParts = ['city', 'region', 'country', 'postalCode'] as const;

function PlaceInput({ value, set }: { readonly value: Place | null; readonly set: (place: Place | null) => void }) {
  const change = (part: keyof Place, text: string) => {
    const next = { ...value, [part]: text.trim() === '' ? null : text };
    set(Object.values(next).every((one) => one == null) ? null : next);
  };
  return (
    <div className="place-input">
      <TextInput
        placeholder={fieldTexts.street}
        aria-label={fieldTexts.street}
        defaultValue={value?.street1 ?? ''}
        onChange={(event) => change('street1', event.target.value)}
      />
      {placeParts.map((part) => (
        <input
          key={part}
          className="input"
          placeholder={fieldTexts[part]}
          aria-label={fieldTexts[part]}
          autoComplete="off"
          defaultValue={value?.[part] ?? ''}
          onChange={(event) => change(part, event.target.value)}
        />
      ))}
    </div>
  );
}

type NextAction = NonNullable<Values['nextAction']>;

/** An action without a day is kept; a day without an action waits for its words. */
function NextInput({ value, set }: { readonly value: NextAction | null; readonly set: (next: NextAction | null) => void }) {
  const [dueOn, setDueOn] = useState(value?.dueOn ?? null);
  return (
    <div className="next-input">
      <TextInput
        placeholder={fieldTexts.what}
        value={value?.text ?? ''}
        onChange={(event) => set(event.target.value === '' ? null : { text: event.target.value, dueOn })}
      />
      <input
        type="date"
        className="input"
        aria-label={fieldTexts.dueOn}
        value={dueOn ?? ''}
        onChange={(event) => {
          const day = event.target.value || null;
          setDueOn(day);
          if (value) set({ ...value, dueOn: day });
        }}
      />
    </div>
  );
}
