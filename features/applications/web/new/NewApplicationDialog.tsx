/**
 * A new application: company and title, everything else unfolds. Says while one types what is known already, and fills itself in
 * from a link or a posting that is pasted.
 *
 * What was typed is kept until it is saved or thrown away, also over a reload.
 */
import './new.css';
import { Problem } from '@sotto/contract';
import { type Brought, broughtBy, isWorthReading } from '@sotto/features/capture/web';
import { CustomInputs, useFields } from '@sotto/features/fields/web';
import { useCurrentGroup, useGroups } from '@sotto/features/groups/web';
import { useSettings } from '@sotto/features/settings/web';
import { useStages } from '@sotto/features/stages/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, NativeSelect, TextArea, TextInput } from '@sotto/ui';
import { Combobox } from '@sotto/ui/choice';
import { navigate, notify, useDraft, useShortcut } from '@sotto/ui/app';
import { type ClipboardEvent, type SubmitEvent, useState } from 'react';
import { FieldInput } from '../fields/FieldInput.tsx';
import { sections } from '../fields/field-table.ts';
import { applicationLinks } from '../links.ts';
import { type Draft, type DraftField, changed, emptyDraft } from './draft.ts';
import { DuplicateWarning } from './DuplicateWarning.tsx';
import { type NewApplicationStart, closeNewApplication } from './new-application.ts';
import { useCompanySuggestions, useCreateApplication, useDuplicates } from './queries.ts';
import { newTexts } from './texts.ts';
import { Unfold } from './Unfold.tsx';
import { useReading } from './use-reading.ts';
import { WhatWasRead } from './WhatWasRead.tsx';

export default function NewApplicationDialog({ start }: { readonly start: NewApplicationStart }) {
  const draft = useDraft<Draft>('new-application', emptyDraft);
  const { title, values, posting, unfolded } = draft.value;
  const change = (part: Partial<Draft>) => draft.change(changed(draft.value, part));
  const company = draft.value.company === '' ? (start.company ?? '') : draft.value.company;
  const reading = useReading({ ...draft.value, company }, draft.change, start.brought);
  const currentGroup = useCurrentGroup();
  const groups = useGroups() ?? [];
  const stages = useStages() ?? [];
  const groupId = draft.value.groupId ?? currentGroup?.id ?? '';
  const stageId = start.stageId ?? draft.value.stageId ?? stages[0]?.id ?? '';
  const duplicates = useDuplicates({ company, title, url: values.url ?? null });
  const create = useCreateApplication();
  const hasOwn = (useFields()?.length ?? 0) > 0;
  const [missing, setMissing] = useState(false);
  const errors = create.error instanceof Problem ? (create.error.body.errors ?? []) : [];
  const errorOf = (field: string) => errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message;
  const asRead = (field: DraftField) => (draft.value.read.includes(field) ? newTexts.asRead : undefined);
  const onPaste = (event: ClipboardEvent) => takePasted(event, reading.take);

  function save(event?: SubmitEvent): void {
    event?.preventDefault();
    const incomplete = company.trim() === '' || title.trim() === '';
    setMissing(incomplete);
    if (incomplete || create.isPending) return;
    create.mutate(
      {
        application: { company, title, groupId, stageId, ...values, ...(draft.value.custom && { custom: draft.value.custom }) },
        posting: { text: posting, by: draft.value.isUploaded ? 'upload' : 'paste' },
      },
      {
        onSuccess: (application) => {
          draft.clear();
          closeNewApplication();
          notify({
            text: newTexts.saved(application.company.name),
            act: {
              label: newTexts.open,
              run: () => void navigate(applicationLinks.application(application.id, { group: application.groupId })),
            },
          });
        },
      },
    );
  }

  useShortcut('Ctrl+Enter', newTexts.save, () => save());
  const field = { draft: draft.value, change };

  return (
    <Dialog open onClose={closeNewApplication} title={newTexts.title}>
      <form onSubmit={save} noValidate>
        <DialogBody className="new-application">
          <WhatWasRead state={reading} />
          <div className="pair" onPaste={onPaste}>
            <Field
              label={newTexts.company}
              optional={asRead('company')}
              error={missing && company.trim() === '' ? newTexts.needCompany : errorOf('company')}
            >
              <CompanyInput value={company} autoFocus={!start.toPaste} onChange={(next) => change({ company: next })} />
            </Field>
            <Field
              label={newTexts.jobTitle}
              optional={asRead('title')}
              error={missing && title.trim() === '' ? newTexts.needTitle : errorOf('title')}
            >
              <TextInput value={title} onChange={(event) => change({ title: event.target.value })} />
            </Field>
          </div>
          <DuplicateWarning report={duplicates.data} typed={{ company, title, url: values.url ?? null }} />
          <div className="trio">
            <Field label={newTexts.stage}>
              <NativeSelect value={stageId} onChange={(next) => change({ stageId: next })}>
                {stages.map((stage) => (
                  <option key={stage.id} value={stage.id}>
                    {stage.name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field label={newTexts.group}>
              <NativeSelect value={groupId} onChange={(next) => change({ groupId: next })}>
                {groups.map((group) => (
                  <option key={group.id} value={group.id}>
                    {group.name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <FormField name="closesOn" optional={asRead('closesOn') ?? newTexts.ifKnown} error={errorOf('closesOn')} {...field} />
          </div>
          <div onPaste={onPaste}>
            <FormField
              name="url"
              optional={asRead('url') ?? newTexts.ifYouHaveOne}
              placeholder={newTexts.pasteHere}
              help={newTexts.pasteHelp}
              autoFocus={start.toPaste === true}
              error={errorOf('url')}
              {...field}
            />
          </div>
          {(unfolded.includes('posting') || posting !== '') && (
            <div onPaste={posting === '' ? onPaste : undefined}>
              <Field label={newTexts.posting} optional={newTexts.ifYouHaveOne} help={newTexts.postingHelp}>
                <TextArea
                  rows={posting === '' ? 3 : 8}
                  value={posting}
                  onChange={(event) => change({ posting: event.target.value })}
                />
              </Field>
            </div>
          )}
          {sections
            .filter((section) => unfolded.includes(section.id))
            .map((section) => (
              <fieldset key={`${section.id}-${reading.round}`} className="fields" aria-label={section.label}>
                {section.fields.map((name) => (
                  <FormField key={name} name={name} optional={asReadIn(draft.value, name)} error={errorOf(name)} {...field} />
                ))}
              </fieldset>
            ))}
          {hasOwn && unfolded.includes('own') && (
            <fieldset className="fields" aria-label={newTexts.ownFields}>
              <CustomInputs
                values={draft.value.custom ?? {}}
                onChange={(fieldId, value) => change({ custom: { ...draft.value.custom, [fieldId]: value } })}
                errorOf={(fieldId) => errorOf(`custom.${fieldId}`)}
              />
            </fieldset>
          )}
          <Unfold hasOwn={hasOwn} unfolded={unfolded} onUnfold={(ids) => change({ unfolded: [...unfolded, ...ids] })} />
        </DialogBody>
        <DialogFoot>
          <span className="faint kept">{newTexts.kept}</span>
          {draft.value !== emptyDraft && (
            <Button look="quiet" onClick={() => (draft.clear(), closeNewApplication())}>
              {newTexts.throwAway}
            </Button>
          )}
          <Button type="submit" look="primary" keys="Ctrl+Enter" disabled={create.isPending}>
            {duplicates.data?.response === 'block' || duplicates.data?.response === 'warn' ? newTexts.saveAnyway : newTexts.save}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** A word goes where it was pasted; a link or a posting is read. */
function takePasted(event: ClipboardEvent, take: (brought: Brought) => void): void {
  const brought = broughtBy(event.clipboardData);
  if (brought === null || !isWorthReading(brought)) return;
  event.preventDefault();
  take(brought);
}

function asReadIn({ read }: Draft, name: string): string | undefined {
  return read.some((one) => one === name) ? newTexts.asRead : undefined;
}

interface CompanyInputProps {
  readonly value: string;
  readonly autoFocus: boolean;
  readonly onChange: (value: string) => void;
}

function CompanyInput({ value, autoFocus, onChange }: CompanyInputProps) {
  const suggestions = useCompanySuggestions(value);
  return <Combobox value={value} onChange={onChange} suggestions={suggestions} autoFocus={autoFocus} />;
}

interface FormFieldProps extends Omit<Parameters<typeof FieldInput>[0], 'values' | 'onChange' | 'currency'> {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

function FormField({ draft, change, ...rest }: FormFieldProps) {
  const currency = useSettings()?.currency ?? 'EUR';
  return (
    <FieldInput
      {...rest}
      values={draft.values}
      currency={currency}
      onChange={(part) => change({ values: { ...draft.values, ...part } })}
    />
  );
}
