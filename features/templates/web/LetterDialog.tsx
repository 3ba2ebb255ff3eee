/** A letter: which template, about what, to whom; what fills its places, what is still to be said; then into the person's mail program. */
import './templates.css';
import { fillLetter, type LetterPart, letterText, openPlaces, type TemplatePurpose } from '@sotto/domain';
import { useFormat } from '@sotto/features/settings/web';
import { Dialog, Field, NativeSelect, Skeleton } from '@sotto/ui';
import { useState } from 'react';
import { Afterwards } from './Afterwards.tsx';
import { closeLetter, type LetterStart } from './open-letter.ts';
import { type Chosen, useChosen, useTemplates, useToWriteAbout } from './queries.ts';
import { Sheet } from './Sheet.tsx';
import { startingTexts } from './starting-texts.ts';
import { texts } from './texts.ts';
import { interviewSpokenOf, valuesOf } from './values.ts';

/** A template, or a starting text under its name. */
interface Source {
  readonly key: string;
  readonly name: string;
  readonly purpose: TemplatePurpose;
  readonly subject: string | null;
  readonly body: string | null;
}

export default function LetterDialog({ start }: { readonly start: LetterStart }) {
  const templates = useTemplates().data;
  return (
    <Dialog open onClose={closeLetter} title={texts.write}>
      {templates === undefined ? (
        <Skeleton lines={6} />
      ) : (
        <Letter start={start} sources={{ yours: templates.map((one) => ({ key: one.id, ...one })), toBegin }} />
      )}
    </Dialog>
  );
}

const toBegin: readonly Source[] = startingTexts.map((text) => ({ key: text.name, ...text }));

interface Sources {
  readonly yours: readonly Source[];
  readonly toBegin: readonly Source[];
}

/** The one asked for, else the first of that purpose, one's own before a starting text, else whatever there is. */
function firstSource({ templateId, purpose }: LetterStart, { yours, toBegin: begin }: Sources): Source | undefined {
  const all = [...yours, ...begin];
  return all.find(({ key }) => key === templateId) ?? all.find((one) => one.purpose === purpose) ?? all[0];
}

function Letter({ start, sources }: { readonly start: LetterStart; readonly sources: Sources }) {
  const format = useFormat();
  const [chosen, setChosen] = useState<Chosen>({ applicationId: start.applicationId ?? '', contactId: start.contactId ?? '' });
  const [sourceKey, setSourceKey] = useState(() => firstSource(start, sources)?.key ?? '');
  /** What the person said of places that nothing fills. */
  const [said, setSaid] = useState<Readonly<Record<string, string>>>({});
  const [opened, setOpened] = useState(false);
  const [now] = useState(() => Date.now());
  const { application, contact, interviews, profile } = useChosen(chosen);
  const source = [...sources.yours, ...sources.toBegin].find(({ key }) => key === sourceKey);
  const interview = interviewSpokenOf(interviews ?? [], { toThank: source?.purpose === 'thank_you', now });
  const about = { application: application ?? null, contact: contact ?? null, interview, profile: profile ?? null };
  const known = new Map<string, string | null>(Object.entries(valuesOf(about, format)));
  const fill = (text: string | null | undefined) => fillLetter(text ?? '', (name) => known.get(name) || said[name]?.trim());
  const asked = openPlaces(fillLetter(`${source?.subject ?? ''}\n${source?.body ?? ''}`, (name) => known.get(name)));
  const isKnown = [application, contact, interviews, profile].every((one) => one !== undefined);
  const parts: LetterParts = { subject: fill(source?.subject), body: fill(source?.body) };
  const choose = (part: Partial<Chosen>) => setChosen({ ...chosen, ...part });
  const to = contact?.emails[0]?.email ?? (chosen.contactId === '' ? (start.email ?? '') : '');
  return (
    <>
      <div className="dialog-body letter-form">
        <SourceField sources={sources} value={sourceKey} onChange={setSourceKey} />
        <AboutFields start={start} chosen={chosen} onChange={choose} />
        {isKnown && asked.length > 0 && <ToFill names={asked} said={said} onChange={setSaid} />}
        <Sheet to={to} parts={parts} isKnown={isKnown} onOpen={() => setOpened(true)} />
        {opened && (
          <Afterwards
            {...about}
            purpose={source?.purpose ?? 'other'}
            subject={letterText(parts.subject)}
            body={letterText(parts.body)}
          />
        )}
      </div>
    </>
  );
}

export interface LetterParts {
  readonly subject: readonly LetterPart[];
  readonly body: readonly LetterPart[];
}

interface SourceFieldProps {
  readonly sources: Sources;
  readonly value: string;
  readonly onChange: (key: string) => void;
}

function SourceField({ sources: { yours, toBegin: begin }, value, onChange }: SourceFieldProps) {
  const options = (some: readonly Source[]) =>
    some.map(({ key, name }) => (
      <option key={key} value={key}>
        {name}
      </option>
    ));
  return (
    <Field label={texts.template}>
      <NativeSelect value={value} onChange={onChange}>
        {yours.length > 0 && <optgroup label={texts.yours}>{options(yours)}</optgroup>}
        <optgroup label={texts.toBegin}>{options(begin)}</optgroup>
      </NativeSelect>
    </Field>
  );
}

interface AboutFieldsProps {
  readonly start: LetterStart;
  readonly chosen: Chosen;
  readonly onChange: (part: Partial<Chosen>) => void;
}

/** The application and the person; those who belong to the application stand first. */
function AboutFields({ start, chosen, onChange }: AboutFieldsProps) {
  const { applications, contacts } = useToWriteAbout();
  const { application, contact } = useChosen(chosen);
  const listed = applications.some(({ id }) => id === chosen.applicationId) || !application ? [] : [application];
  const related = contacts.filter(({ applicationIds }) => applicationIds.includes(chosen.applicationId));
  const others = contacts.filter((one) => !related.includes(one));
  const people = (some: typeof contacts) =>
    some.map(({ id, name, companies }) => (
      <option key={id} value={id}>
        {companies[0] ? `${name}, ${companies[0].name}` : name}
      </option>
    ));
  return (
    <div className="letter-about">
      <Field label={texts.application}>
        <NativeSelect value={chosen.applicationId} onChange={(applicationId) => onChange({ applicationId })}>
          <option value="">{texts.noApplication}</option>
          {[...listed, ...applications].map(({ id, title, company }) => (
            <option key={id} value={id}>
              {title}, {company.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Field label={texts.contact} help={contact?.emails[0]?.email ?? (chosen.contactId === '' ? start.email : texts.noAddress)}>
        <NativeSelect value={chosen.contactId} onChange={(contactId) => onChange({ contactId })}>
          <option value="">{texts.noContact}</option>
          {related.length > 0 && <optgroup label={texts.related}>{people(related)}</optgroup>}
          {others.length > 0 && <optgroup label={texts.everyone}>{people(others)}</optgroup>}
        </NativeSelect>
      </Field>
    </div>
  );
}

interface ToFillProps {
  readonly names: readonly string[];
  readonly said: Readonly<Record<string, string>>;
  readonly onChange: (said: Readonly<Record<string, string>>) => void;
}

const variables: Readonly<Record<string, string>> = texts.variables;

function ToFill({ names, said, onChange }: ToFillProps) {
  return (
    <fieldset className="to-fill">
      <legend>{texts.toFill}</legend>
      <p className="faint">{texts.fillIn}</p>
      <div className="letter-about">
        {names.map((name) => (
          <Field key={name} label={variables[name] ?? name}>
            <input
              type="text"
              className="input"
              aria-label={variables[name] ?? name}
              value={said[name] ?? ''}
              onChange={(event) => onChange({ ...said, [name]: event.target.value })}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
