/**
 * A new application: company and title, everything else unfolds. Says while one types what is known already.
 *
 * What was typed is kept until it is saved or thrown away, also over a reload.
 */
import './new.css';
import { Problem } from '@sotto/contract';
import { useCurrentGroup, useGroups } from '@sotto/features/groups/web';
import { useSettings } from '@sotto/features/settings/web';
import { useStages } from '@sotto/features/stages/web';
import { Button, Dialog, DialogBody, DialogFoot, Field, TextArea, TextInput } from '@sotto/ui';
import { Combobox } from '@sotto/ui/choice';
import { navigate, notify, useDraft, useShortcut } from '@sotto/ui/app';
import { Plus } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { FieldInput, type Values } from '../fields/FieldInput.tsx';
import { sections } from '../fields/field-table.ts';
import { NativeSelect } from '../fields/NativeSelect.tsx';
import { applicationLinks } from '../links.ts';
import { DuplicateWarning } from './DuplicateWarning.tsx';
import { type NewApplicationStart, closeNewApplication } from './new-application.ts';
import { useCompanySuggestions, useCreateApplication, useDuplicates } from './queries.ts';
import { newTexts } from './texts.ts';

interface Draft {
  readonly company: string;
  readonly title: string;
  readonly stageId: string | null;
  readonly groupId: string | null;
  readonly posting: string;
  readonly values: Values;
  /** Parts of the long form that are open. */
  readonly unfolded: readonly string[];
}

const emptyDraft: Draft = { company: '', title: '', stageId: null, groupId: null, posting: '', values: {}, unfolded: [] };

export default function NewApplicationDialog({ start }: { readonly start: NewApplicationStart }) {
  const draft = useDraft<Draft>('new-application', emptyDraft);
  const { company, title, values, posting, unfolded } = draft.value;
  const change = (part: Partial<Draft>) => draft.change({ ...draft.value, ...part });
  const currentGroup = useCurrentGroup();
  const groups = useGroups() ?? [];
  const stages = useStages() ?? [];
  const groupId = draft.value.groupId ?? currentGroup?.id ?? '';
  const stageId = start.stageId ?? draft.value.stageId ?? stages[0]?.id ?? '';
  const typedCompany = company === '' ? (start.company ?? '') : company;
  const duplicates = useDuplicates({ company: typedCompany, title, url: values.url ?? null });
  const create = useCreateApplication();
  const [missing, setMissing] = useState(false);
  const errors = create.error instanceof Problem ? (create.error.body.errors ?? []) : [];
  const errorOf = (field: string) => errors.find((one) => one.field === field || one.field.startsWith(`${field}.`))?.message;

  function save(event?: SubmitEvent): void {
    event?.preventDefault();
    const incomplete = typedCompany.trim() === '' || title.trim() === '';
    setMissing(incomplete);
    if (incomplete || create.isPending) return;
    create.mutate(
      { application: { company: typedCompany, title, groupId, stageId, ...values }, posting },
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

  return (
    <Dialog open onClose={closeNewApplication} title={newTexts.title}>
      <form onSubmit={save} noValidate>
        <DialogBody className="new-application">
          <div className="pair">
            <Field
              label={newTexts.company}
              error={missing && typedCompany.trim() === '' ? newTexts.needCompany : errorOf('company')}
            >
              <CompanyInput value={typedCompany} onChange={(next) => change({ company: next })} />
            </Field>
            <Field label={newTexts.jobTitle} error={missing && title.trim() === '' ? newTexts.needTitle : errorOf('title')}>
              <TextInput value={title} onChange={(event) => change({ title: event.target.value })} />
            </Field>
          </div>
          <DuplicateWarning report={duplicates.data} typed={{ company: typedCompany, title, url: values.url ?? null }} />
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
            <FormField
              name="closesOn"
              optional={newTexts.ifKnown}
              draft={draft.value}
              change={change}
              error={errorOf('closesOn')}
            />
          </div>
          <FormField name="url" optional={newTexts.ifYouHaveOne} draft={draft.value} change={change} error={errorOf('url')} />
          <Field label={newTexts.posting} optional={newTexts.ifYouHaveOne} help={newTexts.postingHelp}>
            <TextArea
              rows={posting === '' ? 3 : 8}
              value={posting}
              onChange={(event) => change({ posting: event.target.value })}
            />
          </Field>
          {sections
            .filter((section) => unfolded.includes(section.id))
            .map((section) => (
              <fieldset key={section.id} className="fields" aria-label={section.label}>
                {section.fields.map((name) => (
                  <FormField key={name} name={name} draft={draft.value} change={change} error={errorOf(name)} />
                ))}
              </fieldset>
            ))}
          <Unfold unfolded={unfolded} onUnfold={(ids) => change({ unfolded: [...unfolded, ...ids] })} />
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

function CompanyInput({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const suggestions = useCompanySuggestions(value);
  return <Combobox value={value} onChange={onChange} suggestions={suggestions} autoFocus />;
}

interface FormFieldProps {
  readonly name: Parameters<typeof FieldInput>[0]['name'];
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly optional?: string;
  readonly error: string | undefined;
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

/** Dashed buttons for the parts that are still folded. */
function Unfold({
  unfolded,
  onUnfold,
}: {
  readonly unfolded: readonly string[];
  readonly onUnfold: (ids: readonly string[]) => void;
}) {
  const folded = sections.filter((section) => !unfolded.includes(section.id));
  if (folded.length === 0) return null;
  return (
    <div className="unfold">
      {newTexts.add}
      {folded.slice(0, 5).map((section) => (
        <button key={section.id} type="button" onClick={() => onUnfold([section.id])}>
          <Plus className="icon small" aria-hidden />
          {section.label}
        </button>
      ))}
      <button type="button" onClick={() => onUnfold(folded.map((section) => section.id))}>
        <Plus className="icon small" aria-hidden />
        {newTexts.allFields}
      </button>
    </div>
  );
}
