/** Plans an interview, or changes when, where and with whom it is. */
import './interviews.css';
import { interviewKinds, interviewStatuses } from '@sotto/domain';
import { listContacts } from '@sotto/features/contacts/api';
import { useFormat, useSettings } from '@sotto/features/settings/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextInput } from '@sotto/ui';
import { Combobox } from '@sotto/ui/choice';
import { fieldError, notify, useApi } from '@sotto/ui/app';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useRef, useState } from 'react';
import type { InterviewView } from '../api.ts';
import { closeInterview, type InterviewStart } from './open-interview.ts';
import { useCreateInterview, usePatchInterview } from './queries.ts';
import { texts } from './texts.ts';
import { titles } from './titles.ts';

/** What is in the form, as it is typed. */
interface Typed {
  readonly kind: InterviewView['kind'];
  readonly status: InterviewView['status'];
  readonly day: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly place: string;
  readonly link: string;
  readonly people: string;
}

function typedOf(start: InterviewStart, zone: string): Typed {
  if (!('interview' in start)) {
    const day = start.day ?? '';
    return { kind: 'video', status: 'planned', day, from: '', to: '', zone, place: '', link: '', people: '' };
  }
  const { kind, status, startsAt, endsAt, place, link, people, contacts } = start.interview;
  return {
    kind,
    status,
    day: startsAt.slice(0, 10),
    from: startsAt.slice(11),
    to: endsAt?.slice(11) ?? '',
    zone: start.interview.zone,
    place: place ?? '',
    link: link ?? '',
    people: [...contacts.map(({ name }) => name), ...people].join(', '),
  };
}

interface Known {
  readonly id: string;
  readonly name: string;
}

/** Names are contacts where there is one of that name, and else just names. */
function saidIn(typed: Typed, known: readonly Known[]) {
  const names = typed.people.split(',').flatMap((name) => name.trim() || []);
  const contactOf = (name: string) => known.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return {
    kind: typed.kind,
    status: typed.status,
    startsAt: `${typed.day}T${typed.from}`,
    endsAt: typed.to === '' ? null : `${typed.day}T${typed.to}`,
    zone: typed.zone,
    place: typed.place.trim() || null,
    link: typed.link.trim() || null,
    contactIds: names.flatMap((name) => contactOf(name)?.id ?? []),
    people: names.filter((name) => contactOf(name) === undefined),
  };
}

const zones = Intl.supportedValuesOf('timeZone').map((value) => ({ value }));

export default function InterviewDialog({ start }: { readonly start: InterviewStart }) {
  const settings = useSettings();
  const format = useFormat();
  const [typed, setTyped] = useState(() => typedOf(start, settings?.zone ?? 'UTC'));
  const [asked, setAsked] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const known = useContacts();
  const create = useCreateInterview();
  const patch = usePatchInterview();
  const change = (more: Partial<Typed>) => setTyped({ ...typed, ...more });
  const missing = typed.day === '' || typed.from === '';

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    setAsked(true);
    if (missing) return;
    const said = saidIn(typed, known);
    if ('interview' in start) {
      const { id, revision } = start.interview;
      patch.mutate({ id, revision, before: start.interview, known, ...said }, { onSuccess: () => done(texts.saved) });
    } else {
      const text = texts.planned(start.company, format.day(typed.day));
      create.mutate({ applicationId: start.applicationId, ...said }, { onSuccess: () => done(text) });
    }
  }
  function done(text: string): void {
    closeInterview();
    notify({ text });
  }

  const error = create.error ?? patch.error;
  return (
    <Dialog
      open
      onClose={closeInterview}
      title={'interview' in start ? titles.interview : texts.newInterview}
      initialFocus={first}
    >
      <form onSubmit={submit} noValidate>
        <DialogBody className="interview-form">
          <div className="pair">
            <Choice
              label={texts.kind}
              names={texts.kinds}
              choices={interviewKinds}
              value={typed.kind}
              onChange={(kind) => change({ kind })}
            />
            {'interview' in start && (
              <Choice
                label={texts.status}
                names={texts.statuses}
                choices={interviewStatuses}
                value={typed.status}
                onChange={(status) => change({ status })}
              />
            )}
          </div>
          <div className="times">
            <Field label={texts.day} error={asked && missing ? texts.dayNeeded : fieldError(error, 'startsAt')}>
              <TextInput ref={first} type="date" value={typed.day} onChange={(event) => change({ day: event.target.value })} />
            </Field>
            <Field label={texts.from}>
              <TextInput type="time" value={typed.from} onChange={(event) => change({ from: event.target.value })} />
            </Field>
            <Field label={texts.to} optional={texts.optional} error={fieldError(error, 'endsAt')}>
              <TextInput type="time" value={typed.to} onChange={(event) => change({ to: event.target.value })} />
            </Field>
          </div>
          <Field label={texts.zone} error={fieldError(error, 'zone')}>
            <Combobox label={texts.zone} value={typed.zone} onChange={(zone) => change({ zone })} suggestions={zones} />
          </Field>
          <Field label={texts.people} optional={texts.optional} help={texts.peopleHelp} error={fieldError(error, 'people')}>
            <TextInput value={typed.people} onChange={(event) => change({ people: event.target.value })} />
          </Field>
          <div className="pair">
            <Field label={texts.place} optional={texts.optional} error={fieldError(error, 'place')}>
              <TextInput value={typed.place} onChange={(event) => change({ place: event.target.value })} />
            </Field>
            <Field label={texts.link} optional={texts.optional} error={fieldError(error, 'link')}>
              <TextInput
                type="url"
                inputMode="url"
                value={typed.link}
                onChange={(event) => change({ link: event.target.value })}
              />
            </Field>
          </div>
        </DialogBody>
        <DialogFoot>
          <Button look="quiet" onClick={closeInterview}>
            {texts.cancel}
          </Button>
          <Button type="submit" look="primary" disabled={create.isPending || patch.isPending}>
            {'interview' in start ? texts.save : texts.plan}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function useContacts(): readonly Known[] {
  const api = useApi();
  return (
    useQuery({
      queryKey: ['contacts', 'all'],
      queryFn: async ({ signal }) => (await api(listContacts, { query: {} }, signal)).body.items,
    }).data ?? []
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly names: Readonly<Record<Value, string>>;
  readonly choices: readonly Value[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, names, choices, value, onChange }: ChoiceProps<Value>) {
  return (
    <Field label={label}>
      <NativeSelect value={value} onChange={(next) => onChange(choices.find((one) => one === next) ?? value)}>
        {choices.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
