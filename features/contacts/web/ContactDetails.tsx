/** Every field of a contact; each saves by itself. */
import { contactKinds, readWebUrl } from '@sotto/domain';
import { Field, NativeSelect, TextInput, LineInput } from '@sotto/ui';
import { useState } from 'react';
import type { ContactView } from '../api.ts';
import { Entries } from './Entries.tsx';
import type { ContactAutosave } from './queries.ts';
import { texts } from './texts.ts';

export interface ContactDetailsProps {
  readonly contact: ContactView;
  readonly saving: ContactAutosave;
}

const lines = ['givenName', 'familyName', 'role'] as const;
const { fields } = texts;

export function ContactDetails({ contact, saving }: ContactDetailsProps) {
  const values = { ...contact, companies: undefined, ...saving.waiting };
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
        {lines.map((name) => (
          <Field key={name} label={fields[name]} error={errorOf(name)}>
            <LineInput value={values[name] ?? ''} onChange={(event) => change({ [name]: event.target.value || null })} />
          </Field>
        ))}
        <Field label={fields.kind}>
          <NativeSelect
            value={values.kind ?? ''}
            onChange={(next) => change({ kind: contactKinds.find((kind) => kind === next) ?? null })}
          >
            <option value="">{fields.notSaid}</option>
            {contactKinds.map((kind) => (
              <option key={kind} value={kind}>
                {texts.kinds[kind]}
              </option>
            ))}
          </NativeSelect>
        </Field>
        <Companies
          names={values.companies ?? contact.companies.map(({ name }) => name)}
          error={errorOf('companies')}
          onChange={(companies) => change({ companies })}
        />
      </div>
      <Entries
        of="emails"
        initial={contact.emails.map(({ email, label }) => [email, label ?? ''])}
        error={errorOf('emails')}
        onChange={(rows) => change({ emails: rows.map(([email, label]) => ({ email, label: label || null })) })}
      />
      <Entries
        of="phones"
        initial={contact.phones.map(({ number, label }) => [number, label ?? ''])}
        error={errorOf('phones')}
        onChange={(rows) => change({ phones: rows.map(([number, label]) => ({ number, label: label || null })) })}
      />
      <Entries
        of="links"
        initial={contact.links.map(({ url, label }) => [url, label ?? ''])}
        error={errorOf('links')}
        onChange={(rows) =>
          change({ links: rows.map(([url, label]) => ({ url: readWebUrl(url) ?? url, label: label || null })) })
        }
      />
      <Entries
        of="attributes"
        initial={contact.attributes.map(({ name, value }) => [name, value])}
        error={errorOf('attributes')}
        onChange={(rows) =>
          change({ attributes: rows.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })) })
        }
      />
    </div>
  );
}

interface CompaniesProps {
  readonly names: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (names: string[]) => void;
}

/** Sent on leaving the field: half a name would be a company of its own. */
function Companies({ names, error, onChange }: CompaniesProps) {
  const [text, setText] = useState(names.join('; '));
  function send() {
    const next = text
      .split(';')
      .map((name) => name.trim())
      .filter(Boolean);
    if (next.join(';') !== names.join(';')) onChange(next);
  }
  return (
    <Field label={fields.companies} help={fields.companiesHelp} error={error} className="wide">
      <TextInput value={text} onChange={(event) => setText(event.target.value)} onBlur={send} />
    </Field>
  );
}
