/** Notes a talk or mail, or changes such a note: what it was, when, with whom, about which application. */
import './contacts.css';
import { Problem } from '@sotto/contract';
import { directions, fold, interactionKinds, type NamedRef } from '@sotto/domain';
import { useFormat } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextArea, TextInput } from '@sotto/ui';
import { Combobox } from '@sotto/ui/choice';
import { X } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { InteractionView } from '../api.ts';
import { useDeleteInteraction, useKeepInteraction } from './interactions.ts';
import { useContacts } from './queries.ts';
import { texts } from './texts.ts';
import { useApplicationsToName } from './applications-to-name.ts';
import { dayAndTime } from './day-and-time.ts';

const said = texts.interaction;

export interface InteractionDialogProps {
  /** The one to change; `null`: a new one. */
  readonly present: InteractionView | null;
  /** Who is named in a new one. */
  readonly people: readonly NamedRef[];
  readonly company?: NamedRef | undefined;
  /** The application a new one is about. */
  readonly about?: NamedRef | undefined;
  readonly onClose: () => void;
}

export function InteractionDialog({ present, people, company, about, onClose }: InteractionDialogProps) {
  const format = useFormat();
  const begun = present === null ? { day: format.today(), time: '' } : dayAndTime(present);
  const [values, setValues] = useState({
    kind: present?.kind ?? ('call' as const),
    direction: present?.direction ?? '',
    ...begun,
    people: present?.contacts ?? people,
    about: (present === null ? about : present.application)?.id ?? '',
    subject: present?.subject ?? '',
    notes: present?.notes ?? '',
  });
  const contacts = useContacts().data;
  const keep = useKeepInteraction();
  const remove = useDeleteInteraction();
  const set = (part: Partial<typeof values>) => setValues({ ...values, ...part });
  const isMoved = present === null || begun.day !== values.day || begun.time !== values.time;
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const what = {
      kind: values.kind,
      direction: directions.find((one) => one === values.direction) ?? null,
      subject: values.subject.trim() || null,
      notes: values.notes.trim() === '' ? null : values.notes,
      contactIds: values.people.map(({ id }) => id),
      applicationId: values.about || null,
      ...(isMoved && { at: values.time === '' ? values.day : `${values.day}T${values.time}` }),
      ...(present === null && company && { companyId: company.id }),
    };
    const known = [...(contacts ?? []), ...[present?.application, about].flatMap((one) => one ?? [])];
    keep.mutate({ present, said: what, known }, { onSuccess: onClose });
  }
  const errors = keep.error instanceof Problem ? (keep.error.body.errors ?? []) : [];
  const errorOf = (field: string) => errors.find((one) => one.field.startsWith(field))?.message;
  return (
    <Dialog open onClose={onClose} title={present === null ? said.title : said.editTitle}>
      <form onSubmit={submit} noValidate>
        <DialogBody className="contact-form">
          <div className="when">
            <Field label={said.kind}>
              <NativeSelect
                value={values.kind}
                onChange={(next) => set({ kind: interactionKinds.find((one) => one === next) ?? 'other' })}
              >
                {interactionKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {said.kinds[kind]}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field label={said.direction}>
              <NativeSelect value={values.direction} onChange={(direction) => set({ direction })}>
                <option value="">{said.directions.none}</option>
                {directions.map((direction) => (
                  <option key={direction} value={direction}>
                    {said.directions[direction]}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field label={said.on} error={errorOf('at') && said.future}>
              <TextInput
                type="date"
                required
                value={values.day}
                max={format.today()}
                onChange={(event) => set({ day: event.target.value })}
              />
            </Field>
            <Field label={said.time} optional={said.timeHelp}>
              <TextInput type="time" value={values.time} onChange={(event) => set({ time: event.target.value })} />
            </Field>
          </div>
          <Party people={values.people} error={errorOf('contactIds')} onChange={(next) => set({ people: next })} />
          <About
            id={values.about}
            known={present?.application ?? about}
            people={values.people}
            company={company}
            onChange={(next) => set({ about: next })}
          />
          <Field label={said.subject} optional={said.optional} error={errorOf('subject')}>
            <TextInput value={values.subject} onChange={(event) => set({ subject: event.target.value })} />
          </Field>
          <Field label={said.notes} optional={said.optional} error={errorOf('notes')}>
            <TextArea rows={5} value={values.notes} onChange={(event) => set({ notes: event.target.value })} />
          </Field>
        </DialogBody>
        <DialogFoot>
          {present !== null && (
            <Button look="quiet" onClick={() => remove.mutate(present, { onSuccess: onClose })}>
              {texts.delete}
            </Button>
          )}
          <span className="push" />
          <Button look="quiet" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button look="primary" type="submit" disabled={keep.isPending || values.day === ''}>
            {texts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

const suggested = 6;

interface PartyProps {
  readonly people: readonly NamedRef[];
  readonly error: string | undefined;
  readonly onChange: (people: readonly NamedRef[]) => void;
}

/** Those who took part, each with a way out, and a field that takes the next as soon as it is somebody. */
function Party({ people, error, onChange }: PartyProps) {
  const [typed, setTyped] = useState('');
  const others = (useContacts().data ?? []).filter(({ id }) => people.every((one) => one.id !== id));
  function type(text: string) {
    const somebody = others.find(({ name }) => fold(name) === fold(text));
    setTyped(somebody ? '' : text);
    if (somebody) onChange([...people, { id: somebody.id, name: somebody.name }]);
  }
  const words = fold(typed);
  return (
    <Field label={said.with} error={error ?? (typed.trim() === '' ? undefined : said.unknown(typed.trim()))} tone="late">
      <div className="party">
        {people.map(({ id, name }) => (
          <button key={id} type="button" className="chip on" onClick={() => onChange(people.filter((one) => one.id !== id))}>
            {name}
            <X className="icon small" aria-hidden />
            <span className="hidden-name">{said.leaveOut}</span>
          </button>
        ))}
        <Combobox
          value={typed}
          onChange={type}
          suggestions={others
            .filter(({ name }) => words !== '' && fold(name).includes(words))
            .slice(0, suggested)
            .map(({ name, companies }) => ({ value: name, end: companies[0]?.name ?? '' }))}
        />
      </div>
    </Field>
  );
}

interface AboutProps {
  readonly id: string;
  readonly known: NamedRef | null | undefined;
  readonly people: readonly NamedRef[];
  readonly company: NamedRef | undefined;
  readonly onChange: (id: string) => void;
}

function About({ id, known, people, company, onChange }: AboutProps) {
  const applications = useApplicationsToName({ known: known ?? null, people, company });
  if (applications.length === 0) return null;
  return (
    <Field label={said.about}>
      <NativeSelect value={id} onChange={onChange}>
        <option value="">{said.nothingInParticular}</option>
        {applications.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
