/** Every field of a company; each saves by itself. */
import { companySizes, companyTypes, desirabilities, readWebUrl, type Address } from '@sotto/domain';
import { Checkbox, Field, NativeSelect, TextArea, TextInput, LineInput } from '@sotto/ui';
import { useState } from 'react';
import type { CompanyView } from '../api.ts';
import type { CompanyAutosave, CompanyChanges } from './queries.ts';
import { texts } from './texts.ts';

export interface CompanyDetailsProps {
  readonly company: CompanyView;
  readonly saving: CompanyAutosave;
}

const links = ['website', 'careersUrl', 'linkedinUrl'] as const;
const addressParts = ['street1', 'street2', 'postalCode', 'city', 'region', 'country'] as const;
const { fields } = texts;

export function CompanyDetails({ company, saving }: CompanyDetailsProps) {
  const values = { ...company, ...saving.waiting };
  const { change, errorOf } = saving;
  return (
    <div key={saving.drawn} className="details" onBlur={saving.flush}>
      <div className="fields">
        <Field label={fields.name} error={errorOf('name')} className="wide">
          <TextInput
            defaultValue={values.name}
            onChange={(event) => event.target.value.trim() !== '' && change({ name: event.target.value })}
          />
        </Field>
        <Aliases aliases={values.aliases ?? []} error={errorOf('aliases')} onChange={(aliases) => change({ aliases })} />
        <Line name="industry" values={values} saving={saving} />
        <Line name="domain" values={values} saving={saving} />
        {links.map((name) => (
          <LinkField key={name} name={name} initial={company[name]} saving={saving} />
        ))}
        <Choice name="size" choices={companySizes} words={(size) => size} values={values} onChange={change} />
        <Choice name="type" choices={companyTypes} words={(type) => texts.types[type]} values={values} onChange={change} />
        <Choice
          name="desirability"
          choices={desirabilities}
          words={(one) => texts.desirabilities[one]}
          values={values}
          onChange={change}
        />
      </div>
      <section aria-label={fields.address}>
        <div className="section-head">
          <h3>{fields.address}</h3>
        </div>
        <AddressFields address={values.address ?? null} onChange={(address) => change({ address })} />
      </section>
      <section className="stop-here">
        <Checkbox checked={values.doNotApply} onChange={(event) => change({ doNotApply: event.target.checked })}>
          {texts.doNotApply}
        </Checkbox>
        <p className="faint">{texts.doNotApplyHelp}</p>
        {values.doNotApply && (
          <Field label={texts.reason} error={errorOf('doNotApplyReason')}>
            <TextArea
              rows={2}
              value={values.doNotApplyReason ?? ''}
              onChange={(event) => change({ doNotApplyReason: event.target.value || null })}
            />
          </Field>
        )}
      </section>
    </div>
  );
}

interface AliasesProps {
  readonly aliases: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (aliases: string[]) => void;
}

function Aliases({ aliases, error, onChange }: AliasesProps) {
  const [text, setText] = useState(aliases.join('; '));
  return (
    <Field label={fields.aliases} help={fields.aliasesHelp} error={error} className="wide">
      <TextInput
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(
            event.target.value
              .split(';')
              .map((name) => name.trim())
              .filter(Boolean),
          );
        }}
      />
    </Field>
  );
}

interface FieldOf {
  readonly values: CompanyChanges;
  readonly saving: CompanyAutosave;
}

function Line({ name, values, saving }: FieldOf & { readonly name: 'industry' | 'domain' }) {
  return (
    <Field label={fields[name]} error={saving.errorOf(name)}>
      <LineInput value={values[name] ?? ''} onChange={(event) => saving.change({ [name]: event.target.value || null })} />
    </Field>
  );
}

interface LinkFieldProps {
  readonly name: (typeof links)[number];
  readonly initial: string | null;
  readonly saving: CompanyAutosave;
}

/** An address may be typed without its `https://`; it is sent once it is one. */
function LinkField({ name, initial, saving }: LinkFieldProps) {
  const [text, setText] = useState(saving.waiting[name] ?? initial ?? '');
  return (
    <Field label={fields[name]} error={saving.errorOf(name)} className="wide">
      <TextInput
        type="url"
        inputMode="url"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const url = readWebUrl(event.target.value);
          if (event.target.value.trim() === '') saving.change({ [name]: null });
          else if (url !== null) saving.change({ [name]: url });
        }}
      />
    </Field>
  );
}

interface ChoiceProps<Name extends 'size' | 'type' | 'desirability', Value extends string> {
  readonly name: Name;
  readonly choices: readonly Value[];
  readonly words: (choice: Value) => string;
  readonly values: CompanyChanges;
  readonly onChange: (changes: CompanyChanges) => void;
}

function Choice<Name extends 'size' | 'type' | 'desirability', Value extends string>({
  name,
  choices,
  words,
  values,
  onChange,
}: ChoiceProps<Name, Value>) {
  return (
    <Field label={fields[name]}>
      <NativeSelect
        value={values[name] ?? ''}
        onChange={(next) => onChange({ [name]: choices.find((choice) => choice === next) ?? null })}
      >
        <option value="">{fields.notSaid}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {words(choice)}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}

interface AddressFieldsProps {
  readonly address: Address | null;
  readonly onChange: (address: Address | null) => void;
}

function AddressFields({ address, onChange }: AddressFieldsProps) {
  const change = (part: keyof Address, text: string) => {
    const next = { ...address, [part]: text.trim() === '' ? null : text };
    onChange(Object.values(next).every((one) => one == null) ? null : next);
  };
  return (
    <div className="fields">
      {addressParts.map((part) => (
        <Field key={part} label={fields[part]}>
          <LineInput value={address?.[part] ?? ''} onChange={(event) => change(part, event.target.value)} />
        </Field>
      ))}
    </div>
  );
}
