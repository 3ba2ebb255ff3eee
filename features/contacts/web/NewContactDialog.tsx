/** A new contact: a name, and what is at hand. Somebody who is known already is linked, not added twice. */
import './contacts.css';
import { Problem } from '@sotto/contract';
import { contactKinds, fold } from '@sotto/domain';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextInput } from '@sotto/ui';
import { navigate } from '@sotto/ui/app';
import { Combobox } from '@sotto/ui/choice';
import { type SubmitEvent, useState } from 'react';
import type { ContactRow } from '../api.ts';
import { contactLinks } from './links.ts';
import { contactForm, type NewContactStart } from './open-contact.ts';
import { useChangeContact, useContacts, useCreateContact } from './queries.ts';
import { texts } from './texts.ts';

const suggested = 6;

export default function NewContactDialog({ start }: { readonly start: NewContactStart }) {
  const [values, setValues] = useState({ name: start.name ?? '', role: '', kind: '', email: '', company: start.company ?? '' });
  const [asked, setAsked] = useState(false);
  const create = useCreateContact();
  const change = useChangeContact();
  const contacts = useContacts().data ?? [];
  const known = contacts.find(({ name }) => fold(name) === fold(values.name));
  const set = (part: Partial<typeof values>) => setValues({ ...values, ...part });
  const close = () => contactForm.set(null);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setAsked(true);
    if (values.name.trim() === '') return;
    if (known && isBeside(start))
      change.mutate({ id: known.id, change: (contact) => joined(contact, start) }, { onSuccess: close });
    else
      create.mutate(newContactOf(values, start), {
        onSuccess: ({ id }) => {
          close();
          if (!isBeside(start)) navigate(contactLinks.contact(id));
        },
      });
  }
  const errors = create.error instanceof Problem ? (create.error.body.errors ?? []) : [];
  const errorOf = (field: string) => errors.find((one) => one.field.startsWith(field))?.message;
  const links = known !== undefined && isBeside(start);
  return (
    <Dialog open onClose={close} title={texts.newContact} narrow>
      <form onSubmit={submit} noValidate>
        <DialogBody className="contact-form">
          <Field
            label={texts.name}
            help={links ? texts.known : undefined}
            error={asked && values.name.trim() === '' ? texts.nameNeeded : errorOf('name')}
          >
            <Combobox
              value={values.name}
              onChange={(name) => set({ name })}
              suggestions={isBeside(start) && !known ? suggestionsOf(contacts, values.name) : []}
            />
          </Field>
          {!links && (
            <>
              <Field label={texts.fields.role} optional={texts.interaction.optional} error={errorOf('role')}>
                <TextInput value={values.role} onChange={(event) => set({ role: event.target.value })} />
              </Field>
              <Field label={texts.fields.kind} optional={texts.interaction.optional}>
                <NativeSelect value={values.kind} onChange={(kind) => set({ kind })}>
                  <option value="">{texts.fields.notSaid}</option>
                  {contactKinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {texts.kinds[kind]}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field label={texts.fields.email} optional={texts.interaction.optional} error={errorOf('emails')}>
                <TextInput type="email" value={values.email} onChange={(event) => set({ email: event.target.value })} />
              </Field>
              <Field label={texts.company} optional={texts.interaction.optional} error={errorOf('companies')}>
                <TextInput value={values.company} onChange={(event) => set({ company: event.target.value })} />
              </Field>
            </>
          )}
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={close}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={create.isPending || change.isPending}>
            {links ? texts.linkKnown : texts.addIt}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** Opened beside a company or an application, to which the person is linked. */
function isBeside({ company, applicationId }: NewContactStart): boolean {
  return company !== undefined || applicationId !== undefined;
}

function suggestionsOf(contacts: readonly ContactRow[], typed: string): { value: string; end: string }[] {
  const words = fold(typed);
  if (words === '') return [];
  return contacts
    .filter(({ name }) => fold(name).includes(words))
    .slice(0, suggested)
    .map(({ name, companies }) => ({ value: name, end: companies[0]?.name ?? '' }));
}

function newContactOf(
  values: {
    readonly name: string;
    readonly role: string;
    readonly kind: string;
    readonly email: string;
    readonly company: string;
  },
  { applicationId }: NewContactStart,
) {
  return {
    name: values.name,
    role: values.role.trim() || null,
    kind: contactKinds.find((kind) => kind === values.kind) ?? null,
    ...(values.email.trim() !== '' && { emails: [{ email: values.email }] }),
    ...(values.company.trim() !== '' && { companies: [values.company] }),
    ...(applicationId !== undefined && { applicationIds: [applicationId] }),
  };
}

/** What somebody who is known gets when they are added beside a company or an application. */
function joined(
  {
    companies,
    applications,
  }: { readonly companies: readonly { readonly name: string }[]; readonly applications: readonly { readonly id: string }[] },
  { company, applicationId }: NewContactStart,
) {
  const ids = applications.map(({ id }) => id);
  return {
    // The names are matched again; one that is named already is not named twice.
    ...(company !== undefined && { companies: [...companies.map(({ name }) => name), company] }),
    ...(applicationId !== undefined && !ids.includes(applicationId) && { applicationIds: [...ids, applicationId] }),
  };
}
